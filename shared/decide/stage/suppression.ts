import type { Moment, Test } from '../../condition/compile.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Action, Suppression } from '../action.ts'
import type { Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'

/** A suppression rule as an action meets it: its name and its position among the site's rules. */
interface Rule {
  index: number
  name: string
}

/** Rules of a configuration that concern an action: by id, by tag, or all selling ones. */
export function rulesFor(
  id: string,
  action: Action,
  { config, tags }: { config: SiteConfig; tags: ReadonlySet<string> }
): Rule[] {
  return suppressionNames(config).flatMap((name, index) => {
    const rule: Suppression | undefined = config.suppressions?.[name]
    if (rule === undefined) return []
    const isGeneral = rule.actions === undefined && rule.tags === undefined
    const concerns = isGeneral
      ? (action.intent ?? 'sell') === 'sell' && action.transactional !== true
      : rule.actions?.includes(id) === true || rule.tags?.some((tag) => tags.has(tag)) === true
    return concerns ? { index, name } : []
  })
}

/** Names of the rules in their order of preparation. */
export function suppressionNames(config: SiteConfig): string[] {
  return Object.keys(config.suppressions ?? {}).sort()
}

/** Which rules hold now, by position; undefined when none does, which is the usual case. */
export function silencing(rules: readonly Test[], moment: Moment): Uint8Array | undefined {
  let holding: Uint8Array | undefined
  for (const [index, holds] of rules.entries()) {
    if (!holds(moment)) continue
    holding ??= new Uint8Array(rules.length)
    holding[index] = 1
  }
  return holding
}

/** Refuses an action while a suppression rule that concerns it holds. */
export function suppressionStage(rules: readonly Rule[]): Stage | undefined {
  if (rules.length === 0) return undefined
  return ({ silenced }) => {
    if (silenced === undefined) return undefined
    for (const { index, name } of rules) {
      if (silenced[index] === 1) return refusal('suppressed', name)
    }
    return undefined
  }
}
