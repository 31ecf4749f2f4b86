import { isSameRun, pastKey } from './identity.ts'
import { journeyLimits } from './limits.ts'
import { byTime } from './marks.ts'
import type { JourneyPlan } from './plan.ts'
import type { CalendarState, JourneyState, Membership, Past, Run } from './run.ts'

/**
 * Journeys of two profiles that turned out to be one person. Whichever way round they are merged, the
 * same runs go on: nobody gets the birthday's message twice, or a reminder for a cart that the other
 * profile was reminded of. Runs keep the owner they began under, and so do the ids of their messages.
 */
export function mergeJourneys(a: JourneyState, b: JourneyState, plan: JourneyPlan): JourneyState {
  return {
    runs: mergeRuns([...a.runs, ...b.runs], plan),
    recent: unique([...a.recent, ...b.recent].sort(byTime)).slice(-journeyLimits.marks),
    past: mergeRecords(a.past, b.past, laterPast),
    calendar: mergeRecords(a.calendar, b.calendar, bothCalendars),
    segments: mergeRecords(a.segments, b.segments, fresherMembership),
    queued: unique([...a.queued, ...b.queued].sort(byTime)).slice(-journeyLimits.queued),
    hopeful: unique([...a.hopeful, ...b.hopeful].sort((x, y) => x.until - y.until)),
    place: a.place.at >= b.place.at ? a.place : b.place,
  }
}

/** Of one journey and key one run goes on: the one that came furthest, else the one that began first. */
function mergeRuns(runs: readonly Run[], plan: JourneyPlan): Run[] {
  const kept: Run[] = []
  for (const run of [...runs].sort(byPrecedence)) {
    const isAlone = plan.journeys.get(run.journey)?.declaration.reentry?.policy !== 'multiple'
    const isDouble = (other: Run): boolean =>
      isSameRun(other, run) ||
      (isAlone && pastKey(other.journey, other.key) === pastKey(run.journey, run.key))
    if (!kept.some(isDouble)) kept.push(run)
  }
  return kept
    .slice(0, journeyLimits.runs)
    .sort((x, y) => byTime(x.entry, y.entry) || compare(x.journey, y.journey))
}

function byPrecedence(a: Run, b: Run): number {
  return (
    effects(b) - effects(a) ||
    Number(b.moved ?? false) - Number(a.moved ?? false) ||
    byTime(a.entry, b.entry) ||
    compare(JSON.stringify(a), JSON.stringify(b))
  )
}

function effects({ done }: Run): number {
  return Object.values(done).reduce((sum, times) => sum + times, 0)
}

function laterPast(a: Past, b: Past): Past {
  return { at: Math.max(a.at, b.at), ended: Math.max(a.ended, b.ended) }
}

function bothCalendars(a: CalendarState, b: CalendarState): CalendarState {
  return {
    since: Math.min(a.since, b.since),
    done: [...new Set([...a.done, ...b.done])].sort().slice(-journeyLimits.occurrences),
  }
}

function fresherMembership(a: Membership, b: Membership): Membership {
  const fresher = a.checkedAt === b.checkedAt ? a.changes >= b.changes : a.checkedAt > b.checkedAt
  return { ...(fresher ? a : b), changes: Math.max(a.changes, b.changes) }
}

function mergeRecords<T>(
  a: Record<string, T>,
  b: Record<string, T>,
  both: (a: T, b: T) => T
): Record<string, T> {
  const merged = { ...a }
  for (const [name, value] of Object.entries(b)) {
    const known = Object.hasOwn(a, name) ? a[name] : undefined
    merged[name] = known === undefined ? value : both(known, value)
  }
  return merged
}

function unique<T extends object>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
