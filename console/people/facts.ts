import type { Json, JsonObject } from '../../shared/event/json.ts'
import { isObject } from '../../shared/site/change/changes.ts'

/** Entries of an object that the API tells; none when it is not there. */
export function rowsOf(value: Json | undefined): [name: string, value: Json][] {
  return isObject(value) ? Object.entries(value) : []
}

/** A field of an object, if it is one. */
export function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? (value as JsonObject)[name] : undefined
}

/** A text among what the API tells. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Any value on one line, as people read it. */
export function inOneLine(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: 2 })
  if (Array.isArray(value)) return value.map(inOneLine).join(', ')
  return rowsOf(value)
    .map(([name, inner]) => `${name} ${inOneLine(inner)}`)
    .join(', ')
}
