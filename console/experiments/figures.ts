import type { Action, Experiment } from '../../shared/decide/action.ts'
import { shares } from '../../shared/decide/stage/experiment.ts'
import { bucket, chooseRange } from '../../shared/hash/hash.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { type Interval, splitChance, wilson } from './statistics.ts'

/** What came of one arm: of those who saw it, how many came to the goal. */
export interface ArmFigures {
  arm: string
  weight: number
  people: number
  converted: number
  share: Interval
}

/** What is known of a comparison so far. */
export interface Figures {
  arms: ArmFigures[]
  /** How likely so uneven a split is by chance; below one in a thousand something is wrong. */
  splitChance: number
}

/** Reads a comparison from people's own records: whom it was shown to, and who came to the goal. */
export function figuresOf(
  profiles: readonly Profile[],
  name: string,
  { experiment, actions }: { experiment: Experiment; actions: Record<string, Action> }
): Figures {
  const taking = new Set(
    Object.keys(actions).filter((action) => actions[action]?.experiment === name)
  )
  const weights = weightsOf(
    experiment,
    [...taking].map((action) => actions[action])
  )
  const counts = new Map([...weights.keys()].map((arm) => [arm, { people: 0, converted: 0 }]))
  for (const profile of profiles) {
    const met = profile.ledger.filter(({ action }) => taking.has(action))
    const shown = met.find(({ outcome }) => outcome === 'rendered' || outcome === 'viewed')
    if (!shown) continue
    const arm = experiment.arms ? armOf(profile, name, experiment) : shown.variant
    const count = counts.get(arm ?? '')
    if (!count) continue
    count.people += 1
    if (met.some(({ outcome }) => outcome === 'converted')) count.converted += 1
  }
  const arms = [...weights].map(([arm, weight]) => {
    const { people, converted } = counts.get(arm) ?? { people: 0, converted: 0 }
    return { arm, weight, people, converted, share: wilson(converted, people) }
  })
  return {
    arms,
    splitChance: splitChance(
      arms.map(({ people }) => people),
      arms.map(({ weight }) => weight)
    ),
  }
}

/** Weights by arm; without arms, those of the variants. */
function weightsOf(
  { arms }: Experiment,
  actions: readonly (Action | undefined)[]
): Map<string, number> {
  const named = arms ? Object.entries(arms) : Object.entries(actions[0]?.variants ?? {})
  return new Map(named.map(([name, { share = 1 }]) => [name, share]))
}

/** The arm that a person has, by the hash that the edge decides with. */
function armOf(
  { stableId }: Profile,
  name: string,
  { arms = {}, seed = name, hashVersion = 2, coverage = 1 }: Experiment
): string | undefined {
  const names = Object.keys(arms).sort()
  const ranges = shares(
    names.map((arm) => arms[arm]?.share),
    coverage
  )
  return names[chooseRange(bucket(seed, stableId, hashVersion), ranges)]
}
