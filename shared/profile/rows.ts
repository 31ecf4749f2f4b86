import { valueAt } from '../condition/value-at.ts'
import type { Event } from '../event/event.ts'
import type { Json } from '../event/json.ts'
import { limits } from '../event/limits.ts'
import { own } from '../event/safe-key.ts'

/** What an event says to a trait: a group and a value, several when the paths cross a list. */
export interface Row {
  by: Json | undefined
  of: Json | undefined
}

/** Where a trait looks. */
export interface RowPaths {
  by?: readonly string[] | undefined
  of?: readonly string[] | undefined
  /** A list at the end of `of` is one value, not several. */
  keepsLists?: boolean | undefined
}

/** The facts of an event alone: roots of the paths in `where`, `of` and `by`. */
export function eventFacts(event: Event): { [root: string]: Json } {
  const { name, type, properties, traits, origin, context = null } = event
  return { name, type, properties, traits, origin, context }
}

/**
 * The rows of an event. `properties.products.price` by `properties.products.category` reads price and
 * category of the same product; paths that part before a list give every combination.
 */
export function rowsOf(facts: Json, paths: RowPaths): readonly Row[] {
  const { by, of, keepsLists } = paths
  if (by === undefined && of === undefined) return noPaths
  // Nearly always neither path meets a list: one row, without the general way round.
  const group = by === undefined ? undefined : plainAt(facts, by)
  const value = of === undefined ? undefined : plainAt(facts, of, keepsLists)
  if (group === aList || value === aList) return pair(facts, paths).slice(0, limits.aggregate.rows)
  return by !== undefined && group === undefined ? [] : [{ by: group, of: value }]
}

const noPaths: readonly Row[] = [{ by: undefined, of: undefined }]
const aList = Symbol('a list on the way')

/** The value at a path; undefined when there is none. */
function plainAt(
  facts: Json,
  keys: readonly string[],
  keepsLists = false
): Json | undefined | typeof aList {
  let value: Json | undefined = facts
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value)) return aList
    value = own(value, key)
  }
  if (Array.isArray(value) && !keepsLists) return aList
  return value ?? undefined
}

function pair(value: Json, { by, of, keepsLists }: RowPaths): Row[] {
  if (by?.[0] !== undefined && by[0] === of?.[0] && by.length > 1 && of.length > 1) {
    const rest = { by: by.slice(1), of: of.slice(1), keepsLists }
    const inside = valueAt(value, [by[0]])
    if (!Array.isArray(inside)) return pair(inside, rest)
    return inside.slice(0, limits.aggregate.rows).flatMap((item) => pair(item, rest))
  }
  const groups = by === undefined ? [undefined] : valuesAt(value, by)
  const values = of === undefined ? [] : valuesAt(value, of, keepsLists)
  return groups.flatMap((group) =>
    (values.length === 0 ? [undefined] : values).map((each) => ({ by: group, of: each }))
  )
}

/** Every value at a path; lists on the way are walked through. Missing ones are left out. */
function valuesAt(value: Json, keys: readonly string[], keepsLists = false): Json[] {
  const [key, ...rest] = keys
  if (Array.isArray(value) && !(key === undefined && keepsLists)) {
    return value.slice(0, limits.aggregate.rows).flatMap((item) => valuesAt(item, keys, keepsLists))
  }
  if (key !== undefined) return valuesAt(valueAt(value, [key]), rest, keepsLists)
  return value === null ? [] : [value]
}
