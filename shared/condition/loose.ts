import type { Json } from '../event/json.ts'

/** Deeper lists than this are nobody's data; past it their text is empty instead of a full stack. */
const maxNesting = 64

/**
 * The text of a value as `value + ''` gives it, which bare comparisons are defined by. Written out
 * because the real coercion runs a `toString` that the value may have brought along, and may throw.
 */
export function textOf(value: Json, nesting = 0): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return String(value)
  if (!Array.isArray(value)) return '[object Object]'
  if (nesting > maxNesting) return ''
  return value.map((element) => (element === null ? '' : textOf(element, nesting + 1))).join(',')
}

/** The number of a value as `value * 1` gives it: nothing is 0, `"12"` is 12, an object is NaN. */
export function numberOf(value: Json): number {
  if (typeof value === 'number') return value
  return Number(typeof value === 'object' && value !== null ? textOf(value) : value)
}

/** Lower case for texts; everything else stays what it is. */
export function foldCase(value: Json): Json {
  return typeof value === 'string' ? value.toLowerCase() : value
}
