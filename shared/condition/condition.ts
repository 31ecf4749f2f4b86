import type { Json } from '../event/json.ts'

/**
 * The condition language: GrowthBook's MongoDB-style targeting, strictly parsed. Data, never code:
 * `{ "traits.orders": { "$gte": 3 }, "$not": { "segments.vip": true } }`.
 */
export type Condition = { [pathOrOperator: string]: Json }

/** A fault of a configuration or a request: where, what, and what to do. */
export interface Problem {
  /** Stable machine name, `unknown_operator`. */
  code: string
  /** Where: dotted path from the document's root, `actions.hero.when.$and.0`. */
  path: string
  /** What is wrong and what to do, one sentence. */
  message: string
}

/**
 * Looks a dotted path up (`traits.orders`, `context.device`). `undefined` when there is nothing.
 * Must be pure for the duration of one request: the evaluator asks once and remembers. Compiled
 * conditions hand in the path's keys as well, so that nobody splits a path twice.
 */
export type Lookup = (path: string, keys?: readonly string[]) => Json | undefined
