import type { Json } from '../../event/json.ts'
import { limits } from '../../event/limits.ts'
import { isSafeKey } from '../../event/safe-key.ts'

/** A number, also one that a sender wrote as text ("49.90"). */
export function takeNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined
  if (typeof value !== 'string' || !/^\s*-?\d{1,15}(\.\d{1,15})?\s*$/.test(value)) return undefined
  return Number(value) + 0
}

/** A short text, number or boolean as the name of a group or favourite. */
export function takeText(value: Json | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string' || value === '' || !isSafeKey(value)) return undefined
  return value.length <= limits.aggregate.group
    ? value
    : value.slice(0, limits.aggregate.group).toWellFormed()
}

/** Any value that is short enough to be kept. */
export function takeShort(value: Json | undefined): Json | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value.length <= limits.aggregate.value ? value : undefined
  if (typeof value !== 'object') return value
  return JSON.stringify(value).length <= limits.aggregate.value ? value : undefined
}
