import type { Json } from '../event/json.ts'
import { createComparisons } from './comparisons.ts'
import type { Condition, Lookup } from './condition.ts'
import { createMemoryPool } from './memory.ts'
import { type Moment, openMoment, type Room, readPath } from './moment.ts'
import { assemble, run } from './program.ts'
import { toTree } from './tree.ts'
import { type ConditionOptions, createWorkshop } from './workshop.ts'

export type { Moment } from './moment.ts'
export type { ConditionOptions } from './workshop.ts'

/** A compiled condition. */
export type Test = (moment: Moment) => boolean

/** Reads one path through the moment, so that it shows up in `facts()`; null when nothing. */
export type Fact = (moment: Moment) => Json

/** All conditions of a site: equal leaves and equal paths are one, whatever condition they stand in. */
export interface ConditionSet {
  /** Compiles a condition that `parseCondition` let through. */
  add(condition: Condition): Test
  /** For code that reads a single fact (an action's value) and wants it in the receipt as well. */
  fact(path: string): Fact
  /** Memory that moments of this set need. */
  readonly room: Room
}

/** Creates an empty set. Regular expressions and groups are those of its site. */
export function createConditionSet(options: ConditionOptions = {}): ConditionSet {
  const comparisons = createComparisons(createWorkshop(options))
  return {
    add: (condition) => {
      const program = assemble(toTree(condition), comparisons)
      return (moment) => run(program, comparisons, moment)
    },
    fact: (text) => {
      const path = comparisons.internPath(text)
      return (moment) => readPath(moment, path)
    },
    room: { pool: createMemoryPool(), comparisons },
  }
}

/** Opens a moment on a set: one request, one person, one `now`. */
export function createMoment(set: ConditionSet, lookup: Lookup, now: number): Moment {
  return openMoment(lookup, now, set.room)
}

/** Evaluates a condition once; sites compile a set instead. */
export function evaluate(
  condition: Condition,
  lookup: Lookup,
  { now, ...options }: ConditionOptions & { now: number }
): boolean {
  const set = createConditionSet(options)
  return set.add(condition)(createMoment(set, lookup, now))
}
