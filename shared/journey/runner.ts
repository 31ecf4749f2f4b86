import type { Profile } from '../profile/profile.ts'
import { hear } from './hear.ts'
import { journeyLimits } from './limits.ts'
import { type JourneyInput, openPass, type Pass } from './pass.ts'
import { proceed } from './proceed.ts'
import type { Effect, JourneyState, Run, Trace } from './run.ts'
import { watch } from './watch.ts'

export type { JourneyInput } from './pass.ts'

/** What a pass has come to. */
export interface JourneyResult {
  /** With traits that were set and messages that count in the ledger. */
  profile: Profile
  state: JourneyState
  /** What the caller has to do, in order. Ids are the same for the same occurrence, always. */
  effects: Effect[]
  /** What happened, for people. */
  trace: Trace[]
  /** Steps that runs came to. */
  arrivals: Pick<Run, 'journey' | 'step'>[]
  /** When to call again at the latest, though nothing happens. Undefined: never. */
  next: number | undefined
}

/**
 * Runs the journeys of one person: on new events, and when an alarm rings. Pure; the caller stores
 * profile, state and effects in one transaction, so that a crash repeats a pass whole or not at all.
 *
 * Events come before timers: a purchase that was committed before an alarm rings is known to every
 * step of that alarm, also when it happened after the step was due.
 */
export function runJourneys(input: JourneyInput): JourneyResult {
  const pass = openPass(input)
  hear(pass)
  watch(pass)
  proceed(pass)
  const { profile, effects, trace, arrivals } = pass
  const state = tidied(pass)
  return { profile, state, effects, trace, arrivals, next: nextLook(pass, state) }
}

/** Forgets what can no longer matter. */
function tidied({ state, marks, now }: Pass): JourneyState {
  const { lateMs } = journeyLimits
  const recent = marks.filter(({ at }) => now - at <= lateMs).slice(-journeyLimits.marks)
  const past = Object.entries(state.past)
    .sort(([, a], [, b]) => a.ended - b.ended)
    .slice(-journeyLimits.past)
  return {
    ...state,
    recent,
    past: Object.fromEntries(past),
    queued: state.queued.filter(({ until }) => until > now),
    hopeful: state.hopeful.filter(({ until }) => until >= now),
  }
}

function nextLook({ wakes }: Pass, { runs }: JourneyState): number | undefined {
  const next = Math.min(...wakes, ...runs.map(({ due }) => due))
  return next === Infinity ? undefined : next
}
