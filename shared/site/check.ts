import type { Problem } from '../condition/condition.ts'
import type { RegexEngine } from '../condition/regex.ts'
import { checkJourneys } from '../journey/check/check-journeys.ts'
import { pathOfMessage, withMessages } from '../journey/messages.ts'
import { conditionProblems } from './check/conditions.ts'
import { contentProblems } from './check/contents.ts'
import { meaningProblems } from './check/meaning.ts'
import { referenceProblems } from './check/references.ts'
import { segmentProblems } from './check/segments.ts'
import { parseShape } from './check/shape.ts'
import { discretionProblems } from './check/templates.ts'
import { warningsOf } from './check/warnings.ts'
import type { SiteConfig } from './config.ts'

/** A configuration that may be published, with what its owner should know; or why it may not. */
export type SiteCheck = { config: SiteConfig; warnings: Problem[] } | { problems: Problem[] }

/** What some checks need and the configuration does not hold. */
export interface CheckOptions {
  /** Refuses patterns that the engine refuses; absent: patterns are taken as they are. */
  regex?: RegexEngine | undefined
  /** Tells schedules that are over; absent: not looked at. */
  now?: number | undefined
  /** Parses the mappings of sources; absent: they are taken as they are. */
  sources?: ((sources: NonNullable<SiteConfig['sources']>) => Problem[]) | undefined
}

/**
 * Checks a configuration before it is published: its shape, its conditions, what its names refer to,
 * what cannot be meant; and warns of what nobody will ever see. What passes compiles without a throw.
 */
export function checkSite(input: unknown, { regex, now, sources }: CheckOptions = {}): SiteCheck {
  const shape = parseShape(input)
  if ('problems' in shape) return shape
  const { config } = shape
  const journeys = checkJourneys(config, { regex })
  // Messages are actions, too: what holds for content and purposes holds for theirs.
  const whole = withMessages(config)
  const problems = [
    ...conditionProblems(config, regex),
    ...segmentProblems(config),
    ...referenceProblems(whole).map(atMessage),
    ...meaningProblems(config),
    ...contentProblems(whole).map(atMessage),
    ...discretionProblems(whole).map(atMessage),
    ...journeys.problems,
    ...(sources?.(config.sources ?? {}) ?? []),
  ]
  if (problems.length > 0) return { problems }
  return { config, warnings: [...warningsOf(config, now), ...journeys.warnings] }
}

/** Where its owner finds a problem of a message. */
function atMessage(problem: Problem): Problem {
  return { ...problem, path: pathOfMessage(problem.path) }
}
