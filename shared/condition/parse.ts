import { nounOf, unknownOperator } from './advice.ts'
import type { Condition, Problem } from './condition.ts'
import { hasRoom, isFull, isShallow } from './limits.ts'
import { isOperator } from './operators.ts'
import { parseComparison } from './parse-comparison.ts'
import { closest } from './suggest.ts'
import {
  along,
  deeper,
  isPlainObject,
  type ParseOptions,
  type Place,
  report,
  type Walk,
} from './walk.ts'

export type { ParseOptions } from './walk.ts'

/** First keys of the paths that a decision's facts know. */
export const factRoots = [
  'traits',
  'segments',
  'context',
  'session',
  'page',
  'event',
  'events',
  'cart',
  'viewed',
  'bought',
  'items',
  'profile',
  'care',
  'now',
  'journey',
] as const

/** First keys of the paths of a condition on one event alone. */
export const eventRoots = ['properties', 'name', 'type'] as const

/**
 * Parses a condition strictly: what cannot be meant is refused, with its path and advice, because a
 * typo that merely never holds is found by nobody. What is let through means what it means in
 * GrowthBook.
 */
export function parseCondition(
  json: unknown,
  path: string,
  options: ParseOptions = {}
): { condition: Condition } | { problems: Problem[] } {
  const walk: Walk = {
    options,
    problems: [],
    comparisons: 0,
    condition: parseClauses,
    comparison: parseComparison,
  }
  parseClauses(json, { path, depth: 1, inElement: false }, walk)
  return walk.problems.length > 0 ? { problems: walk.problems } : { condition: json as Condition }
}

/** The keys of a condition object: operators that join conditions, and paths. */
function parseClauses(json: unknown, place: Place, walk: Walk): void {
  if (!isPlainObject(json)) {
    const message = `A condition is an object ({"traits.orders": {"$gte": 3}}), not ${nounOf(json)}.`
    report(walk, place, 'not_a_condition', message)
    return
  }
  if (!isShallow(place, walk)) return
  const entries = Object.entries(json)
  // An empty condition always holds. It counts, so that a list of a million of them has an end.
  if (entries.length === 0) hasRoom(place, walk)
  for (const [key, operand] of entries) {
    if (isFull(walk)) return
    if (key.startsWith('$')) parseJoin(key, operand, place, walk)
    else if (isPath(key, along(place, key), walk)) parseComparison(operand, along(place, key), walk)
  }
}

function parseJoin(key: string, operand: unknown, place: Place, walk: Walk): void {
  const here = along(place, key)
  if (key === '$not') {
    parseClauses(operand, deeper(place, key), walk)
  } else if (key === '$and' || key === '$or' || key === '$nor') {
    parseList(operand, here, walk)
  } else if (isOperator(key)) {
    const message = `${key} compares a value. Put it under a path: {"traits.orders": {"${key}": …}}.`
    report(walk, here, 'misplaced_operator', message)
  } else {
    report(walk, here, 'unknown_operator', unknownOperator(key))
  }
}

function parseList(operand: unknown, place: Place, walk: Walk): void {
  if (!Array.isArray(operand)) {
    report(walk, place, 'wrong_operand', `Takes a list of conditions, not ${nounOf(operand)}.`)
    return
  }
  if (operand.length === 0) hasRoom(place, walk)
  for (const [i, condition] of operand.entries()) {
    if (isFull(walk)) return
    parseClauses(condition, deeper(place, i), walk)
  }
}

/** Characters of a path. */
const maxPathLength = 255

function isPath(path: string, place: Place, walk: Walk): boolean {
  const [root = '', ...rest] = path.split('.')
  if (path.length > maxPathLength) {
    report(walk, place, 'path_too_long', `A path has at most ${maxPathLength} characters.`)
    return false
  }
  if (root === '' || rest.includes('')) {
    report(walk, place, 'empty_key', 'A path is keys with single dots between them: traits.orders.')
    return false
  }
  const roots = walk.options.roots ?? factRoots
  if (place.inElement || roots.includes(root)) return true
  const meant = closest(root, roots)
  const advice =
    meant === undefined
      ? `Paths start with ${roots.join(', ')}.`
      : `Did you mean "${[meant, ...rest].join('.')}"?`
  report(walk, place, 'unknown_path', `No fact starts with "${root}". ${advice}`)
  return false
}
