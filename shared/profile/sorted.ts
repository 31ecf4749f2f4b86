import { own } from '../event/safe-key.ts'

/**
 * Maps whose keys visitors choose, kept in one order: two maps that say the same are the same text,
 * whatever came first. (Keys like `42` are ordered by the language itself, always the same way.)
 */

/** The same map with its keys in order. */
export function sortKeys<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  const sorted: Record<string, T> = {}
  for (const key of Object.keys(map).sort()) {
    const value = map[key]
    if (value !== undefined) sorted[key] = value
  }
  return sorted
}

/** The map with some entries set: one pass, also when keys are new and have to go to their places. */
export function withEntries<T>(
  map: Readonly<Record<string, T>>,
  entries: ReadonlyMap<string, T>
): Record<string, T> {
  const news = [...entries.keys()].filter((key) => !Object.hasOwn(map, key))
  // Copying a map as it is costs a fraction of building one.
  if (news.length === 0) return Object.assign({ ...map }, Object.fromEntries(entries))
  const result: Record<string, T> = {}
  for (const key of [...Object.keys(map), ...news].sort()) {
    const value = entries.get(key) ?? map[key]
    if (value !== undefined) result[key] = value
  }
  return result
}

/** Both maps in one; `merge` decides where both have a key. */
export function mergeMaps<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  merge: (a: T, b: T) => T
): Record<string, T> {
  const merged: Record<string, T> = { ...a }
  for (const [key, theirs] of Object.entries(b)) {
    const ours = own(merged, key)
    merged[key] = ours === undefined ? theirs : merge(ours, theirs)
  }
  return sortKeys(merged)
}

/** The `max` entries that stand first in an order of the caller's. */
export function keepFirst<T>(
  map: Record<string, T>,
  max: number,
  order: (a: [string, T], b: [string, T]) => number
): Record<string, T> {
  const entries = Object.entries(map)
  if (entries.length <= max) return map
  return sortKeys(Object.fromEntries(entries.sort(order).slice(0, max)))
}

/** The `max` entries whose keys rank lowest. */
export function keepLowest<T>(
  map: Record<string, T>,
  max: number,
  rank: (key: string) => number
): Record<string, T> {
  if (Object.keys(map).length <= max) return map
  // Ranks are hashes: each is worked out once, not at every comparison.
  const ranks = new Map(Object.keys(map).map((key) => [key, rank(key)]))
  return keepFirst(
    map,
    max,
    ([a], [b]) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0) || compareTexts(a, b)
  )
}

/** Orders texts by their UTF-16 units, as `sort()` does. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
