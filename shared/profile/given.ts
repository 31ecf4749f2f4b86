import { jsonBytes } from '../event/clean.ts'
import type { Event } from '../event/event.ts'
import type { Json } from '../event/json.ts'
import { limits } from '../event/limits.ts'
import { isSafeKey, own } from '../event/safe-key.ts'
import type { Given } from './profile.ts'
import { compareTexts, keepFirst, mergeMaps, sortKeys, withEntries } from './sorted.ts'

/** Values of which the latest event wins. */
export type GivenMap = Record<string, Given>

/**
 * Lays what events give over what was given before. `null` unsets a trait, and is remembered as the
 * latest word, so that an older event which comes late cannot bring the value back.
 */
export function layOver(
  map: GivenMap,
  events: readonly Event[],
  { max, valuesOf }: { max: number; valuesOf: (event: Event) => Iterable<[string, Json]> }
): GivenMap {
  const changed = new Map<string, Given>()
  for (const event of events) {
    for (const [name, value] of valuesOf(event)) {
      if (!isSafeKey(name)) continue
      const next = { value, at: event.at, by: event.id }
      const known = changed.get(name) ?? own(map, name)
      if (known === undefined || compareGiven(next, known) > 0) changed.set(name, next)
    }
  }
  return changed.size === 0 ? map : keepNewest(withEntries(map, changed), max)
}

/** Both maps' latest words. */
export function mergeGiven(a: GivenMap, b: GivenMap, max: number): GivenMap {
  return keepNewest(mergeMaps(a, b, newer), max)
}

/** The later of two values. */
export function newer(a: Given, b: Given): Given {
  return compareGiven(a, b) >= 0 ? a : b
}

/** Traits of identify, and of group as `group.…`. */
export function* givenTraits(event: Event): Iterable<[string, Json]> {
  if (event.type === 'identify') yield* Object.entries(event.traits)
  if (event.type !== 'group') return
  const { group_id: id } = event.properties
  if (typeof id === 'string') yield ['group.id', id]
  for (const [name, value] of Object.entries(event.traits)) yield [`group.${name}`, value]
}

/**
 * A key's state is its newest event alone, so a key that comes back after being given up is whole.
 * Past the limit on bytes alone, which only abuse reaches, order of arrival may show: a value that
 * would fit again, because a newer one became shorter, is gone.
 */
function keepNewest(map: GivenMap, max: number): GivenMap {
  const newest = keepFirst(map, max, byNewest)
  let room: number = limits.profile.traitBytes
  const largest = limits.event.valueBytes + limits.event.keyBytes + limits.event.messageId + 64
  const isSurelyFit = Object.keys(newest).length * largest <= room
  if (isSurelyFit || jsonBytes(newest) <= room) return newest
  const fitting = Object.entries(newest)
    .sort(byNewest)
    .filter(([name, given]) => {
      room -= jsonBytes({ [name]: given })
      return room > 0
    })
  return sortKeys(Object.fromEntries(fitting))
}

function byNewest([nameA, a]: [string, Given], [nameB, b]: [string, Given]): number {
  return compareGiven(b, a) || compareTexts(nameA, nameB)
}

function compareGiven(a: Given, b: Given): number {
  return a.at - b.at || compareTexts(a.by, b.by)
}
