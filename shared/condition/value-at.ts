import type { Json } from '../event/json.ts'
import type { Lookup } from './condition.ts'

/** Follows keys into a value, from the first or a later one; null when they lead nowhere. */
export function valueAt(value: Json, keys: readonly string[], start = 0): Json {
  let current = value
  for (let i = start; i < keys.length; i++) current = memberOf(current, keys[i] ?? '')
  return current
}

/** The value under a key; own properties only, so that `constructor` is nothing unless given. */
export function memberOf(value: Json, key: string): Json {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null
  if (!Array.isArray(value)) return value[key] ?? null
  // The own properties of a list are its indexes and its length.
  return key === 'length' ? value.length : (value[Number(key)] ?? null)
}

/** Looks dotted paths up in a plain value. First keys are few and asked for often: they are kept. */
export function lookupIn(facts: Json): Lookup {
  const roots = new Map<string, Json>()
  return (path, keys = path.split('.')) => {
    const root = keys[0] ?? ''
    let value = roots.get(root)
    if (value === undefined) {
      value = memberOf(facts, root)
      roots.set(root, value)
    }
    return valueAt(value, keys, 1)
  }
}
