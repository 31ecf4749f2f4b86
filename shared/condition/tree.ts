import type { Json, JsonObject } from '../event/json.ts'
import { type Comparison, isComparison } from './operators.ts'

/** One comparison: a path, an operator (`is` for a bare value), and what to compare with. */
export interface Leaf {
  /** Dotted; empty for the value at hand itself, inside `$size`, `$all`, `$elemMatch`. */
  path: string
  operator: Comparison | 'is'
  operand: Json
}

/**
 * A condition with its shorthand written out: everything is all, any, not, or one comparison.
 * Evaluating, explaining and wording walk this and need not know the notation. `any` of nothing is
 * false here; an empty `$or`, which holds, becomes `all` of nothing.
 */
export type Tree =
  | { kind: 'all' | 'any'; of: readonly Tree[] }
  | { kind: 'not'; of: Tree }
  | { kind: 'leaf'; leaf: Leaf }

const always: Tree = { kind: 'all', of: [] }
const never: Tree = { kind: 'any', of: [] }

/** The tree of a condition. Total: what no parser would have let through never holds. */
export function toTree(condition: Json): Tree {
  if (!isJsonObject(condition)) return never
  return all(Object.entries(condition).map(([key, operand]) => clause(key, operand)))
}

/** The tree of a comparison with the value at a path: a bare value or an object of operators. */
export function comparisonTree(path: string, comparison: Json): Tree {
  if (!isOperatorObject(comparison)) return leaf({ path, operator: 'is', operand: comparison })
  return all(
    Object.entries(comparison).map(([operator, operand]) => {
      if (operator === '$not') return not(comparisonTree(path, operand))
      return isComparison(operator) ? leaf({ path, operator, operand }) : never
    })
  )
}

/** The tree of what `$elemMatch` asks: a comparison with the element, or a condition on its parts. */
export function elementTree(operand: Json): Tree {
  return isOperatorObject(operand) ? comparisonTree('', operand) : toTree(operand)
}

/** Whether a value under a path is operators to apply, not a value to compare with. */
export function isOperatorObject(value: Json): value is JsonObject {
  if (!isJsonObject(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => key.startsWith('$'))
}

function clause(key: string, operand: Json): Tree {
  switch (key) {
    case '$and':
      return all(list(operand))
    case '$or':
      return any(list(operand))
    case '$nor':
      return not(any(list(operand)))
    case '$not':
      return not(toTree(operand))
    default:
      return key.startsWith('$') ? never : comparisonTree(key, operand)
  }
}

function list(operand: Json): Tree[] {
  return Array.isArray(operand) ? operand.map(toTree) : [never]
}

function all(of: readonly Tree[]): Tree {
  const [first] = of
  return first !== undefined && of.length === 1 ? first : { kind: 'all', of }
}

function any(of: readonly Tree[]): Tree {
  const [first] = of
  if (first === undefined) return always
  return of.length === 1 ? first : { kind: 'any', of }
}

function not(of: Tree): Tree {
  return { kind: 'not', of }
}

function leaf(comparison: Leaf): Tree {
  return { kind: 'leaf', leaf: comparison }
}

function isJsonObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
