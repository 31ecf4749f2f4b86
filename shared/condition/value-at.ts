import type { Json } from '../event/json.ts'
import type { Lookup } from './condition.ts'

/** Follows keys into a value; own properties only, so `constructor` is nothing unless given. */
export function valueAt(value: Json, keys: readonly string[]): Json {
  let current: Json = value
  for (const key of keys) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return null
    current = (Array.isArray(current) ? elementAt(current, key) : current[key]) ?? null
  }
  return current
}

/** The own properties of a list are its indexes and its length. */
function elementAt(list: readonly Json[], key: string): Json | undefined {
  return key === 'length' ? list.length : list[Number(key)]
}

/** Looks dotted paths up in a plain value. */
export function lookupIn(facts: Json): Lookup {
  return (path, keys = path.split('.')) => valueAt(facts, keys)
}
