import type { Run, Trace } from './run.ts'
import type { JourneyResult } from './runner.ts'

/** Begins the names of counters that say how many stand at a place now, and not how often something was. */
export const standingPrefix = 'standing:'

/** What a pass counts as, for the console: where runs went, and what came of them. */
export function passCounters(
  before: readonly Run[],
  { state, trace, arrivals }: Pick<JourneyResult, 'state' | 'trace' | 'arrivals'>
): Record<string, number> {
  const names = [
    ...arrivals.map(({ journey, step }) => `journey:reached:${journey}/${step}`),
    ...trace.flatMap(nameOf),
  ]
  return { ...tallied(names.map((name) => [name, 1])), ...standingChange(before, state.runs) }
}

/** How the number of runs at each step has changed. */
export function standingChange(
  before: readonly Run[],
  after: readonly Run[]
): Record<string, number> {
  const placeOf = ({ journey, step }: Run) => `${standingPrefix}${journey}/${step}`
  const change = tallied([
    ...before.map((run) => [placeOf(run), -1] as const),
    ...after.map((run) => [placeOf(run), 1] as const),
  ])
  return Object.fromEntries(Object.entries(change).filter(([, count]) => count !== 0))
}

function nameOf({ what, journey, step, detail }: Trace): string[] {
  switch (what) {
    case 'entered':
    case 'goal':
      return [`journey:${what}:${journey}`]
    case 'sent':
    case 'not_sent':
      return [`journey:${what}:${journey}/${step}`]
    case 'ended':
      return [`journey:${what}:${journey}/${detail}`]
    default:
      return []
  }
}

function tallied(entries: readonly (readonly [name: string, count: number])[]) {
  const counters: Record<string, number> = {}
  for (const [name, count] of entries) counters[name] = (counters[name] ?? 0) + count
  return counters
}
