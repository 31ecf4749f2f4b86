import type { Event } from '../event/event.ts'
import { fingerprint } from '../event/fingerprint.ts'
import { limits } from '../event/limits.ts'
import { isStandardName } from '../event/names.ts'
import { isSafeKey, own } from '../event/safe-key.ts'
import type { Seen } from './profile.ts'
import { keepLowest, mergeMaps, withEntries } from './sorted.ts'

type SeenMap = Record<string, Seen>

/** Counts events by name, with first and last time. Repeats have a time, but do not count. */
export function foldSeen(
  map: SeenMap,
  events: readonly Event[],
  repeats: ReadonlySet<Event>
): SeenMap {
  const changed = new Map<string, Seen>()
  for (const event of events) {
    const { name, at } = event
    if (!isSafeKey(name)) continue
    const known = changed.get(name) ?? own(map, name)
    const once = { count: repeats.has(event) ? 0 : 1, first: at, last: at }
    changed.set(name, known === undefined ? once : addSeen(known, once))
  }
  return bound(withEntries(map, changed))
}

/** Adds up what two people did, less what of it was the same: so often by name. */
export function mergeSeen(a: SeenMap, b: SeenMap, shared: Record<string, number>): SeenMap {
  const merged = mergeMaps(a, b, addSeen)
  for (const [name, times] of Object.entries(shared)) {
    const seen = own(merged, name)
    if (seen !== undefined) merged[name] = { ...seen, count: seen.count - times }
  }
  return bound(merged)
}

function addSeen(a: Seen, b: Seen): Seen {
  return {
    count: a.count + b.count,
    first: Math.min(a.first, b.first),
    last: Math.max(a.last, b.last),
  }
}

/**
 * A page may invent names without end. Standard names stay, and of the others those with the lowest
 * hash: a rule that does not look at counts, so that what stays was counted from the beginning.
 */
function bound(map: SeenMap): SeenMap {
  return keepLowest(map, limits.profile.eventNames, rank)
}

function rank(name: string): number {
  return isStandardName(name) ? -1 : fingerprint(name)
}
