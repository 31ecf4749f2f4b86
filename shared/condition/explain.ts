import type { Json } from '../event/json.ts'
import type { ConditionOptions } from './compile.ts'
import type { Condition, Lookup } from './condition.ts'
import type { Comparison } from './operators.ts'

/** One comparison of a condition and how it went. */
export interface LeafOutcome {
  path: string
  /** `is`: the bare comparison `{ "context.country": "FR" }`. */
  operator: Comparison | 'is'
  operand: Json
  /** What the path held; null when nothing. */
  value: Json
  holds: boolean
  /** Set when a pattern could not be tried: there is no regular expression engine here. */
  untried?: true
}

/** One fact that would have to be different. */
export interface Change {
  path: string
  from: Json
  /** A value that would do; absent where none can be named (a pattern). */
  to?: Json
  /** The comparisons on this path whose outcome changes. */
  leaves: LeafOutcome[]
}

/** Why a condition holds or not. */
export interface Explanation {
  holds: boolean
  leaves: LeafOutcome[]
  /** The fewest facts whose change turns the answer; empty when no change can. */
  flip: Change[]
}

/** Explains a condition: every comparison with the value it saw, and what would turn the answer. */
export declare function explain(
  condition: Condition,
  lookup: Lookup,
  options: ConditionOptions & { now: number }
): Explanation
