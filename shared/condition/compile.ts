import type { Json } from '../event/json.ts'
import { createComparisons } from './comparisons.ts'
import type { Condition, Lookup } from './condition.ts'
import { demands, follow, link } from './diagram.ts'
import { createMemoryPool, type MemoryPool } from './memory.ts'
import { type Moment, openMoment, readPath } from './moment.ts'
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
  /** The comparisons a condition begins with and cannot hold without. Equal ones have the same key. */
  demands(condition: Condition): { key: string; holds: Test }[]
  /** For code that reads a single fact (an action's value) and wants it in the receipt as well. */
  fact(path: string): Fact
  /** What the moments of this set remember with. */
  readonly memories: MemoryPool
}

/** Creates an empty set. Regular expressions and groups are those of its site. */
export function createConditionSet(options: ConditionOptions = {}): ConditionSet {
  const comparisons = createComparisons(createWorkshop(options))
  return {
    add: (condition) => {
      const first = link(toTree(condition), comparisons)
      return (moment) => follow(first, moment)
    },
    demands: (condition) =>
      demands(link(toTree(condition), comparisons)).map(({ key, step }) => ({
        key,
        holds: (moment) => follow(step, moment),
      })),
    fact: (text) => {
      const path = comparisons.internPath(text)
      return (moment) => readPath(moment, path)
    },
    memories: createMemoryPool(comparisons.count),
  }
}

/** Opens a moment on a set: one request, one person, one `now`. */
export function createMoment(set: ConditionSet, lookup: Lookup, now: number): Moment {
  return openMoment(lookup, now, set.memories)
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
