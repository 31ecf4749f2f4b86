import { explain, type LeafOutcome } from '../../shared/condition/explain.ts'
import { inWords } from '../../shared/condition/words.ts'
import { siteMoment } from '../../shared/decide/site-moment.ts'
import { createFacts } from '../../shared/profile/facts.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { compileSite } from '../../shared/site/compile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { contextOf } from './context-of.ts'
import { inOneLine } from './facts.ts'

/** Why somebody is in a segment, or is not: each comparison, with what it found. */
export interface SegmentReasons {
  name: string
  isIn: boolean
  comparisons: { holds: boolean; words: string; found: string }[]
}

/** Explains every segment of a site for one person, by the functions that decide at the edge. */
export function explainSegments(
  config: SiteConfig,
  profile: Profile,
  now: number
): SegmentReasons[] {
  const site = compileSite({ version: 0, config })
  const context = contextOf(profile, config)
  const plain = createFacts({ site, profile, context, now })
  const moment = siteMoment(site, plain, now)
  const segment = (name: string) => site.segments.get(name)?.(moment)
  const lookup = createFacts({ site, profile, context, now, segment })
  const reasons = Object.entries(config.segments ?? {}).map(([name, { when }]) => {
    const { holds, leaves } = explain(when, lookup, { now, groups: config.groups ?? {} })
    return { name, isIn: holds, comparisons: leaves.map(comparisonOf) }
  })
  moment.release()
  return reasons.sort((a, b) => Number(b.isIn) - Number(a.isIn))
}

function comparisonOf({ path, operator, operand, value, holds }: LeafOutcome) {
  const words = inWords({ [path]: operator === 'is' ? operand : { [operator]: operand } })
  return { holds, words, found: value === null ? 'nothing' : inOneLine(value) }
}
