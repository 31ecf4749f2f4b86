import type { Json } from '../event/json.ts'
import type { Condition, Lookup } from './condition.ts'
import type { RegexEngine } from './regex.ts'

/** What conditions of one site share. */
export interface ConditionOptions {
  /** Absent: `$regex` never holds. */
  regex?: RegexEngine
  /** Lists that `$inGroup` refers to. */
  groups?: Readonly<Record<string, readonly (string | number)[]>>
}

/** A compiled condition. */
export type Test = (moment: Moment) => boolean

/** A path of the set, read through the moment, so that it shows up in `facts()`; null when nothing. */
export type Fact = (moment: Moment) => Json

/** All conditions of a site: equal leaves and equal paths are one, whatever condition they stand in. */
export interface ConditionSet {
  add(condition: Condition): Test
  /** For code that reads a single fact (an action's value) and wants it in the receipt as well. */
  fact(path: string): Fact
}

/** One request: remembers what was read and tested, so that nothing is asked twice. */
export interface Moment {
  readonly now: number
  /** Values read so far by path; null when there was nothing. */
  facts(): Record<string, Json>
  /** Optional: hands the memory to the next moment. Call `facts()` before; answers stay right after. */
  release(): void
}

/** Creates an empty set. */
export declare function createConditionSet(options?: ConditionOptions): ConditionSet
/** Opens a moment on a set. */
export declare function createMoment(set: ConditionSet, lookup: Lookup, now: number): Moment
/** Evaluates one condition once. */
export declare function evaluate(
  condition: Condition,
  lookup: Lookup,
  options: ConditionOptions & { now: number }
): boolean
