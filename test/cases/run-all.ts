import { createRegexEngine } from '../../shared/condition/linear-regex.ts'
import problems from './condition-problems.json' with { type: 'json' }
import conditions from './conditions.json' with { type: 'json' }
import decisions from './decisions.json' with { type: 'json' }
import hash from './hash.json' with { type: 'json' }
import journeys from './journeys.json' with { type: 'json' }
import profile from './profile.json' with { type: 'json' }
import {
  type ConditionCase,
  type ProblemCase,
  runConditionCases,
  runProblemCases,
} from './run-conditions.ts'
import { type DecisionCases, runDecisions } from './run-decisions.ts'
import { type HashCase, runHashCases } from './run-hash.ts'
import { type JourneyCases, runJourneyCases } from './run-journeys.ts'
import { type ProfileCases, runProfiles } from './run-profiles.ts'
import { runZoneCases, type ZoneCase } from './run-zones.ts'
import zones from './zones.json' with { type: 'json' }

/**
 * Every case that all runtimes must agree on: how many there are, and those that came out otherwise.
 * The files hold what their types say; the compiler reads literals into them that are too narrow.
 */
export function runAll(): { cases: number; failures: unknown[] } {
  const regex = createRegexEngine()
  const list = <Case>(json: unknown) => json as Case[]
  const all = {
    conditions: list<ConditionCase>(conditions),
    problems: list<ProblemCase>(problems),
    hash: list<HashCase>(hash),
    decisions: decisions as unknown as DecisionCases,
    profile: profile as unknown as ProfileCases,
    journeys: journeys as unknown as JourneyCases,
    zones: list<ZoneCase>(zones),
  }
  return {
    cases:
      all.conditions.length +
      all.problems.length +
      all.hash.length +
      all.decisions.cases.length +
      all.profile.cases.length +
      all.journeys.cases.length +
      all.zones.length,
    failures: [
      ...runConditionCases(all.conditions, regex),
      ...runProblemCases(all.problems, regex),
      ...runHashCases(all.hash),
      ...runDecisions(all.decisions),
      ...runProfiles(all.profile),
      ...runJourneyCases(all.journeys),
      ...runZoneCases(all.zones),
    ],
  }
}
