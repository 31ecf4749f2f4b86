import type { Json } from '../../event/json.ts'
import { numberOf, textOf } from '../loose.ts'
import { sameJson } from '../same-json.ts'
import type { Check, CheckFactory } from './check.ts'
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

/**
 * The four relations. JavaScript's own: two texts compare by code units, everything else as numbers.
 * Written out, since numbers are what conditions compare most and a relation handed in as a function
 * would cost more than the comparison.
 */
export const less: CheckFactory = (operand) =>
  typeof operand === 'number'
    ? (value) => (typeof value === 'number' ? value : numberOf(value)) < operand
    : likeText(operand, (value, text) => value < text)

export const atMost: CheckFactory = (operand) =>
  typeof operand === 'number'
    ? (value) => (typeof value === 'number' ? value : numberOf(value)) <= operand
    : likeText(operand, (value, text) => value <= text)

export const greater: CheckFactory = (operand) =>
  typeof operand === 'number'
    ? (value) => (typeof value === 'number' ? value : numberOf(value)) > operand
    : likeText(operand, (value, text) => value > text)

export const atLeast: CheckFactory = (operand) =>
  typeof operand === 'number'
    ? (value) => (typeof value === 'number' ? value : numberOf(value)) >= operand
    : likeText(operand, (value, text) => value >= text)

/** Whatever is no text and has no text compares with a text as numbers do. */
function likeText(
  operand: Json,
  relation: (a: string | number, b: string | number) => boolean
): Check {
  if (typeof operand !== 'string') return neverHolds
  const asNumber = numberOf(operand)
  return (value) => {
    if (typeof value === 'string') return relation(value, operand)
    const hasText = typeof value === 'object' && value !== null
    return hasText ? relation(textOf(value), operand) : relation(numberOf(value), asNumber)
  }
}
