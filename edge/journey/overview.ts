import type { JourneyCounts } from '../../shared/api/journeys-api.ts'
import { standingPrefix } from '../../shared/journey/counts.ts'
import type { Counters } from '../measure/measure-object.ts'

type Day = JourneyCounts['day']

/** Where runs stand and what came of them, by journey, from the counters of a site. */
export function overviewOf(
  names: readonly string[],
  standing: Counters,
  day: Counters
): Record<string, JourneyCounts> {
  const journeys = new Map(names.map((name) => [name, noCounts()]))
  const of = (name: string): JourneyCounts => {
    const counts = journeys.get(name) ?? noCounts()
    journeys.set(name, counts)
    return counts
  }
  for (const [name, count] of Object.entries(standing)) {
    const [journey = '', step = ''] = name.slice(standingPrefix.length).split('/')
    // Below nothing only when a count was lost on its way.
    if (count > 0) of(journey).waiting[step] = count
  }
  for (const [name, count] of Object.entries(day)) {
    const [, what = '', place = ''] = /^journey:(\w+):(.+)$/.exec(name) ?? []
    const [journey = '', detail = ''] = place.split('/')
    if (journey !== '') put(of(journey).day, what, { detail, count })
  }
  return Object.fromEntries(journeys)
}

/** Counters of all minutes as one. */
export function summed(minutes: Iterable<Counters>): Counters {
  const sum: Counters = {}
  for (const counters of minutes) {
    for (const [name, count] of Object.entries(counters)) sum[name] = (sum[name] ?? 0) + count
  }
  return sum
}

const tables = { reached: 'reached', sent: 'sent', not_sent: 'notSent', ended: 'ended' } as const

function put(day: Day, what: string, { detail, count }: { detail: string; count: number }): void {
  if (what === 'entered') day.entered += count
  else if (what === 'goal') day.goals += count
  else if (what in tables) day[tables[what as keyof typeof tables]][detail] = count
}

function noCounts(): JourneyCounts {
  return {
    waiting: {},
    day: { entered: 0, reached: {}, sent: {}, notSent: {}, ended: {}, goals: 0 },
  }
}
