import type { Json } from '../../event/json.ts'
import { numberOf, textOf } from '../loose.ts'
import { sameJson } from '../same-json.ts'
import type { Check } from './check.ts'
import { neverHolds } from './check.ts'

/**
 * The bare comparison `{ path: operand }`, as loose as GrowthBook defines it: a text compares with the
 * value as text, a number with the value as number (nothing is 0), a boolean with its truthiness.
 */
export function is(operand: Json): Check {
  switch (typeof operand) {
    case 'string':
      return (value) => (typeof value === 'string' ? value === operand : textOf(value) === operand)
    case 'number':
      return (value) =>
        typeof value === 'number' ? value === operand : numberOf(value) === operand
    case 'boolean':
      // `null` is neither; every other value is its truthiness.
      return (value) => value !== null && Boolean(value) === operand
    default:
      return sameJson(operand)
  }
}

/** `$eq` and `$ne`: same type and value. Objects and lists are never equal; the bare form compares those. */
export function equal(operand: Json): Check {
  return typeof operand === 'object' && operand !== null ? neverHolds : (value) => value === operand
}

export function notEqual(operand: Json): Check {
  return typeof operand === 'object' && operand !== null ? () => true : (value) => value !== operand
}

interface Order {
  numbers: (a: number, b: number) => boolean
  texts: (a: string, b: string) => boolean
}

/** JavaScript's relation: two texts compare by code units, everything else as numbers. */
function ordered(relation: Order): (operand: Json) => Check {
  return (operand) => {
    if (typeof operand === 'number') return (value) => relation.numbers(numberOf(value), operand)
    if (typeof operand !== 'string') return neverHolds
    const asNumber = numberOf(operand)
    return (value) => {
      if (typeof value === 'string') return relation.texts(value, operand)
      if (typeof value === 'object' && value !== null) return relation.texts(textOf(value), operand)
      return relation.numbers(numberOf(value), asNumber)
    }
  }
}

export const less = ordered({ numbers: (a, b) => a < b, texts: (a, b) => a < b })
export const atMost = ordered({ numbers: (a, b) => a <= b, texts: (a, b) => a <= b })
export const greater = ordered({ numbers: (a, b) => a > b, texts: (a, b) => a > b })
export const atLeast = ordered({ numbers: (a, b) => a >= b, texts: (a, b) => a >= b })
