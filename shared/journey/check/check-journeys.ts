import type { Problem } from '../../condition/condition.ts'
import type { RegexEngine } from '../../condition/regex.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Journey } from '../schema.ts'
import { checkChannels } from './channels.ts'
import { checkConditions } from './conditions.ts'
import { checkEntry } from './entry.ts'
import { preferenceWarnings } from './preferences.ts'
import { checkStep } from './steps.ts'
import { warningsOf } from './warnings.ts'
import { checkWays } from './ways.ts'

/** What is wrong with journeys, and what their owner should know. */
export interface JourneyCheck {
  problems: Problem[]
  warnings: Problem[]
}

/** One journey, and what it may refer to. */
export interface Bench {
  config: SiteConfig
  journey: Journey
  /** Where it stands, `journeys.welcome`. */
  path: string
  regex: RegexEngine | undefined
}

/** Checks journeys and channels that have the right shape: references, ways, conditions, addresses. */
export function checkJourneys(
  config: SiteConfig,
  { regex }: { regex?: RegexEngine | undefined } = {}
): JourneyCheck {
  const benches = Object.entries(config.journeys ?? {}).map(
    ([name, journey]): Bench => ({ config, journey, path: `journeys.${name}`, regex })
  )
  return {
    problems: [...checkChannels(config), ...benches.flatMap(checkJourney)],
    warnings: [...benches.flatMap(warningsOf), ...preferenceWarnings(config)],
  }
}

function checkJourney(bench: Bench): Problem[] {
  return [
    ...checkEntry(bench),
    ...checkConditions(bench),
    ...checkWays(bench),
    ...bench.journey.steps.flatMap((step, index) => checkStep(step, index, bench)),
  ]
}
