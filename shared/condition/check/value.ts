import type { Json } from '../../event/json.ts'
import type { Check } from './check.ts'
import { neverHolds } from './check.ts'

export function exists(operand: Json): Check {
  return operand === true ? (value) => value !== null : (value) => value === null
}

/**
 * Names of JSON types, plus `undefined` and `unknown`, which GrowthBook takes and which no fact has: a
 * missing value is null.
 */
export const typeNames = [
  'null',
  'array',
  'string',
  'number',
  'boolean',
  'object',
  'undefined',
  'unknown',
] as const

export function ofType(operand: Json): Check {
  switch (operand) {
    case 'null':
      return (value) => value === null
    case 'array':
      return (value) => Array.isArray(value)
    case 'object':
      return (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'string':
    case 'number':
    case 'boolean':
      return (value) => typeof value === operand
    default:
      return neverHolds
  }
}
