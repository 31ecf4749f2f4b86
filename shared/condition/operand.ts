import type { Json } from '../event/json.ts'
import { typeNames } from './check/value.ts'
import type { OperandKind } from './operators.ts'
import { closest } from './suggest.ts'
import { instantOf, spanOf } from './time.ts'
import { along, isOperators, isPlainObject, type Place, report, type Walk } from './walk.ts'

/** A longer pattern is a program, not a pattern. */
const maxPatternLength = 256

/** What an operator takes: said in words, tested, and looked into where it has parts. */
interface OperandRule {
  takes: string
  fits(operand: unknown): boolean
  inside?(operand: unknown, place: Place, walk: Walk): void
}

const scalarWords = 'a text, a number, true, false or null'

/** The rule of each kind of operand. */
export const operandRules: Record<OperandKind, OperandRule> = {
  scalar: { takes: scalarWords, fits: isScalar },
  scalars: { takes: `a list whose elements are each ${scalarWords}`, fits: isListOf(isScalar) },
  orderable: {
    takes: 'a number or a text',
    fits: (operand) => typeof operand === 'string' || Number.isFinite(operand),
  },
  boolean: { takes: 'true or false', fits: (operand) => typeof operand === 'boolean' },
  type: {
    takes: `one of ${typeNames.join(', ')}`,
    fits: (operand) => typeNames.some((name) => name === operand),
  },
  text: {
    takes: 'a text that is not empty',
    fits: (operand) => typeof operand === 'string' && operand !== '',
  },
  version: {
    takes: 'a version as text ("1.2.3") or number',
    fits: (operand) => typeof operand === 'string' || Number.isFinite(operand),
  },
  pattern: { takes: 'a pattern as text', fits: isText, inside: checkPattern },
  group: { takes: 'the name of a group', fits: isText, inside: checkGroup },
  span: {
    takes: 'a duration ("30m", "12h", "7d", "4w"), {"ago": "7d"} or {"ahead": "7d"}',
    fits: (operand) => isJsonish(operand) && spanOf(operand) !== undefined,
  },
  instant: {
    takes:
      'an ISO 8601 date or time ("2026-11-27T09:00:00Z"), "now", {"ago": "7d"} or {"ahead": "7d"}',
    fits: (operand) => isJsonish(operand) && instantOf(operand) !== undefined,
  },
  size: {
    takes: 'a length (0, 1, 2 …) or a comparison of it ({"$gte": 2})',
    fits: (operand) => isLength(operand) || isOperators(operand),
    inside: (operand, place, walk) => {
      if (isOperators(operand)) walk.comparison(operand, place, walk)
    },
  },
  comparisons: {
    takes: 'a list of values or comparisons',
    fits: Array.isArray,
    inside: (operand, place, walk) => {
      if (!Array.isArray(operand)) return
      for (const [i, item] of operand.entries()) walk.comparison(item, along(place, i), walk)
    },
  },
  element: {
    takes: 'a condition on the elements ({"price": {"$gt": 10}}) or a comparison ({"$gt": 10})',
    fits: isPlainObject,
    inside: (operand, place, walk) => {
      if (isOperators(operand)) walk.comparison(operand, place, walk)
      else walk.condition(operand, { ...place, inElement: true }, walk)
    },
  },
}

function checkPattern(operand: unknown, place: Place, walk: Walk): void {
  if (typeof operand !== 'string') return
  if (operand.length > maxPatternLength) {
    const message = `A pattern has at most ${maxPatternLength} characters, this one ${operand.length}. Use $in with a list.`
    report(walk, place, 'pattern_too_long', message)
    return
  }
  try {
    walk.options.regex?.(operand, '')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `The pattern is refused (${reason}). RE2 has no look-around and no back-references.`
    report(walk, place, 'bad_pattern', message)
  }
}

function checkGroup(operand: unknown, place: Place, walk: Walk): void {
  const { groups } = walk.options
  if (typeof operand !== 'string' || groups === undefined || groups.includes(operand)) return
  const meant = closest(operand, groups)
  const advice = meant === undefined ? 'Declare it under groups.' : `Did you mean "${meant}"?`
  report(walk, place, 'unknown_group', `There is no group "${operand}". ${advice}`)
}

function isText(operand: unknown): operand is string {
  return typeof operand === 'string'
}

/** Whether a value is JSON without parts. */
export function isScalar(operand: unknown): boolean {
  return (
    operand === null ||
    typeof operand === 'string' ||
    typeof operand === 'boolean' ||
    Number.isFinite(operand)
  )
}

function isListOf(fits: (element: unknown) => boolean): (operand: unknown) => boolean {
  return (operand) => Array.isArray(operand) && operand.every(fits)
}

function isLength(operand: unknown): boolean {
  return Number.isInteger(operand) && Number(operand) >= 0
}

/** Texts and plain objects are all that spans and instants are written with. */
function isJsonish(operand: unknown): operand is Json {
  return typeof operand === 'string' || isPlainObject(operand)
}
