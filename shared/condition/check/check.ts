import type { Json } from '../../event/json.ts'
import type { RegexEngine } from '../regex.ts'
import type { Leaf } from '../tree.ts'

/** Knows what time it is; handed on as an object, because a number this large would be copied each time. */
export interface Clock {
  readonly now: number
}

/** Tests one value. Total: any JSON value gets an answer. */
export type Check = (value: Json, clock: Clock) => boolean

/** What comparisons need beside their operand. */
export interface Workshop {
  regex?: RegexEngine | undefined
  /** Members of a group of the site; an unknown group has none. */
  group(name: string): ReadonlySet<Json>
  /** The check of one comparison; its path is the caller's affair. */
  check(leaf: Omit<Leaf, 'path'>): Check
  /** Compiles a comparison inside another: under `$size`, `$all`. */
  comparison(comparison: Json): Check
  /** Compiles what `$elemMatch` asks of an element: a comparison, or a condition on its parts. */
  element(condition: Json): Check
}

/** Makes the check of one operator for one operand. */
export type CheckFactory = (operand: Json, workshop: Workshop) => Check

/** The check of an operand that no parser would have let through. */
export const neverHolds: Check = () => false
