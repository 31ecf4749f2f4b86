import {
  type ConditionOptions,
  type ConditionSet,
  createConditionSet,
  type Test,
} from '../condition/compile.ts'
import { entryPathsOf } from './entry-facts.ts'
import type { Channel } from './message.ts'
import type { EventMatch } from './parts.ts'
import type { Mark } from './run.ts'
import type { Journey } from './schema.ts'
import type { Step } from './steps.ts'

/** A journey with everything worked out that does not depend on the person. */
export interface PreparedJourney {
  name: string
  declaration: Journey
  first: string
  steps: ReadonlyMap<string, PreparedStep>
  /** Audience. */
  when: Test | undefined
  /** Conditions that take a run out. */
  exits: readonly Test[]
  /** Paths of the entry event that the journey speaks of. */
  entryPaths: readonly string[]
}

/** A step, the one below it, and its branches' conditions. */
export interface PreparedStep {
  step: Step
  following: string
  branches: readonly Test[]
}

/** One reason to hear an event. */
export interface Listener {
  journey: PreparedJourney
  role: Mark['role']
  step: string | undefined
  where: Test | undefined
  /** Path of the key in the event; `false`: counts for every key; undefined: the journey has none. */
  key: string | false | undefined
}

/** All journeys of a site, compiled. */
export interface JourneyPlan {
  journeys: ReadonlyMap<string, PreparedJourney>
  /** Listeners by event name. */
  listeners: ReadonlyMap<string, readonly Listener[]>
  /** Journeys that the calendar lets people into. */
  timed: readonly PreparedJourney[]
  /** Journeys that watch a segment. */
  watching: readonly PreparedJourney[]
  channels: Readonly<Record<string, Channel>>
  /** Conditions over one event alone. */
  eventConditions: ConditionSet
}

/** What a plan needs of a site's configuration (a `SiteConfig` is one). */
export interface JourneyConfig {
  journeys?: Readonly<Record<string, Journey>> | undefined
  channels?: Readonly<Record<string, Channel>> | undefined
}

/**
 * Compiles journeys that passed `checkJourneys`. Their conditions join those of the site, because
 * they may ask for its segments. Never throws.
 */
export function createJourneyPlan(
  config: JourneyConfig,
  conditions: ConditionSet,
  options: ConditionOptions = {}
): JourneyPlan {
  const eventConditions = createConditionSet(options)
  const journeys = Object.entries(config.journeys ?? {})
    .filter(([, declaration]) => declaration.enabled !== false)
    .map(([name, declaration]) => prepare(name, declaration, conditions))
  return {
    journeys: new Map(journeys.map((journey) => [journey.name, journey])),
    listeners: listenersOf(journeys, eventConditions),
    timed: journeys.filter(({ declaration: { entry } }) => isTimed(entry.on)),
    watching: journeys.filter(({ declaration: { entry } }) => entry.on === 'segment'),
    channels: config.channels ?? {},
    eventConditions,
  }
}

function isTimed(on: Journey['entry']['on']): boolean {
  return on === 'date' || on === 'schedule'
}

function prepare(name: string, declaration: Journey, conditions: ConditionSet): PreparedJourney {
  const { steps, when, exit = [] } = declaration
  return {
    name,
    declaration,
    first: steps[0]?.id ?? 'end',
    steps: new Map(
      steps.map((step, index) => [
        step.id,
        {
          step,
          following: steps[index + 1]?.id ?? 'end',
          branches:
            step.do === 'branch' ? step.branches.map((one) => conditions.add(one.when)) : [],
        },
      ])
    ),
    when: when === undefined ? undefined : conditions.add(when),
    exits: exit.flatMap((rule) => ('event' in rule ? [] : conditions.add(rule.when))),
    entryPaths: entryPathsOf(declaration),
  }
}

function listenersOf(
  journeys: readonly PreparedJourney[],
  conditions: ConditionSet
): ReadonlyMap<string, Listener[]> {
  const byName = new Map<string, Listener[]>()
  for (const journey of journeys) {
    for (const { role, step, match } of matchesOf(journey.declaration)) {
      const { key } = journey.declaration
      const listener: Listener = {
        journey,
        role,
        step,
        where: match.where === undefined ? undefined : conditions.add(match.where),
        key: key === undefined ? undefined : (match.key ?? key),
      }
      for (const name of new Set([match.event].flat())) {
        byName.set(name, [...(byName.get(name) ?? []), listener])
      }
    }
  }
  return byName
}

interface RoleMatch {
  role: Mark['role']
  step?: string
  match: EventMatch
}

/** Every event that a journey listens to, and what for. */
function matchesOf({ entry, exit = [], goal, steps }: Journey): RoleMatch[] {
  const holds = steps.filter((step) => step.do === 'hold')
  return [
    ...(entry.on === 'event' ? [{ role: 'entry' as const, match: entry }] : []),
    // Before the exits: a purchase that is both is told as the success that it is.
    ...(goal === undefined ? [] : [{ role: 'goal' as const, match: goal }]),
    ...exit.flatMap((rule) => ('event' in rule ? [{ role: 'exit' as const, match: rule }] : [])),
    ...holds.flatMap(({ id, until, restartOn = [] }) => [
      ...[until].flat().map((match) => ({ role: 'until' as const, step: id, match })),
      ...[restartOn].flat().map((match) => ({ role: 'restart' as const, step: id, match })),
    ]),
  ]
}
