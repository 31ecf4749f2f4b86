import type { Event } from '../event/event.ts'
import { limits } from '../event/limits.ts'
import { isSafeKey, own } from '../event/safe-key.ts'
import type { Profile } from './profile.ts'
import { compareTexts, keepFirst, mergeMaps, sortKeys } from './sorted.ts'

/** External ids with the time each was first named. */
export type KnownIds = Required<Pick<Profile, 'ids' | 'idsAt'>>

/** By kind: id -> first named. */
type Times = Record<string, Record<string, number>>

/** Adds the ids that events name. The same profile parts when there is nothing new. */
export function foldIds(known: KnownIds, events: readonly Event[]): KnownIds {
  const isNews = events.some(({ ids, at }) =>
    Object.entries(ids).some(([kind, id]) => (timeOf(known, kind, id) ?? Infinity) > at)
  )
  if (!isNews) return known
  return fromTimes(
    events.reduce((times, { ids, at }) => {
      const named = Object.entries(ids).filter(([kind, id]) => isSafeKey(kind) && isSafeKey(id))
      return mergeTimes(times, Object.fromEntries(named.map(([kind, id]) => [kind, { [id]: at }])))
    }, toTimes(known))
  )
}

export function mergeIds(a: KnownIds, b: KnownIds): KnownIds {
  return fromTimes(mergeTimes(toTimes(a), toTimes(b)))
}

function timeOf({ ids, idsAt }: KnownIds, kind: string, id: string): number | undefined {
  return own(idsAt, kind)?.[own(ids, kind)?.indexOf(id) ?? -1]
}

function mergeTimes(a: Times, b: Times): Times {
  return mergeMaps(a, b, (x, y) => mergeMaps(x, y, Math.min))
}

function toTimes({ ids, idsAt }: KnownIds): Times {
  const entries = Object.entries(ids).map(([kind, values]) => {
    const times = own(idsAt, kind) ?? []
    return [kind, Object.fromEntries(values.map((id, i) => [id, times[i] ?? 0]))]
  })
  return Object.fromEntries(entries)
}

/** Oldest first, and the oldest stay: an id that is given up can only have come later. */
function fromTimes(times: Times): KnownIds {
  const known: KnownIds = { ids: {}, idsAt: {} }
  const kinds = keepFirst(times, limits.profile.idKinds, ([a], [b]) => compareTexts(a, b))
  for (const [kind, byId] of Object.entries(sortKeys(kinds))) {
    const oldest = Object.entries(byId)
      .sort((a, b) => a[1] - b[1] || compareTexts(a[0], b[0]))
      .slice(0, limits.profile.idsPerKind)
    known.ids[kind] = oldest.map(([id]) => id)
    known.idsAt[kind] = oldest.map(([, at]) => at)
  }
  return known
}
