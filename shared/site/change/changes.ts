import type { Json, JsonObject } from '../../event/json.ts'

/** One difference between two documents. Absent `from`: it came; absent `to`: it went. */
export interface Change {
  path: readonly string[]
  from?: Json
  to?: Json
}

/**
 * What differs between two documents, in the order of the newer one. Objects are compared key by
 * key, because the configuration's collections are objects by id; a list is one value.
 */
export function changesBetween(from: JsonObject, to: JsonObject): Change[] {
  return keysOf(from, to).flatMap((key) => changesAt([key], from[key], to[key]))
}

function changesAt(
  path: readonly string[],
  from: Json | undefined,
  to: Json | undefined
): Change[] {
  if (isObject(from) && isObject(to)) {
    return keysOf(from, to).flatMap((key) => changesAt([...path, key], from[key], to[key]))
  }
  if (isSame(from, to)) return []
  return [{ path, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }]
}

/** The document with one value set, or taken out when there is none. Copies what it changes. */
export function withChange(document: JsonObject, { path, to }: Change): JsonObject {
  const [key, ...rest] = path
  if (key === undefined) return document
  const { [key]: inner, ...others } = document
  if (rest.length === 0) {
    // In its old place, so that what people read does not jump.
    return to === undefined ? others : { ...document, [key]: to }
  }
  // Nothing to take out where nothing is.
  if (!isObject(inner) && to === undefined) return document
  const changed = withChange(isObject(inner) ? inner : {}, {
    path: rest,
    ...(to !== undefined && { to }),
  })
  return { ...document, [key]: changed }
}

/** The value at a path; undefined where nothing is. */
export function valueIn(document: JsonObject, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    document
  )
}

/** Whether two values say the same, whatever the order of their keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (isObject(a) && isObject(b)) return keysOf(a, b).every((key) => isSame(a[key], b[key]))
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSame(item, b[i]))
  }
  return a === b
}

/** Whether a value is an object with keys. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function keysOf(from: JsonObject, to: JsonObject): string[] {
  return [...new Set([...Object.keys(to), ...Object.keys(from)])]
}
