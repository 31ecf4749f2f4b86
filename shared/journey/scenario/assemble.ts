import type { Json, JsonObject } from '../../event/json.ts'

/**
 * Joins parts of a configuration: a shop's own, its channels, the programmes it has switched on.
 * Collections are joined by id; of two values for the same thing the later part's counts.
 */
export function joinParts(parts: readonly JsonObject[]): JsonObject {
  return parts.reduce<JsonObject>((whole, part) => joinObjects(whole, part), {})
}

function joinObjects(a: JsonObject, b: JsonObject): JsonObject {
  const joined = { ...a }
  for (const [key, value] of Object.entries(b)) {
    const known = Object.hasOwn(a, key) ? a[key] : undefined
    joined[key] = isObject(known) && isObject(value) ? joinObjects(known, value) : value
  }
  return joined
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
