import type { Json } from '../event/json.ts'
import type { Check } from './check/check.ts'
import { combine } from './combine.ts'
import type { Condition, Lookup } from './condition.ts'
import {
  createMemoryPool,
  type Moment,
  openMoment,
  type Path,
  type Room,
  readPath,
} from './moment.ts'
import { type Leaf, toTree } from './tree.ts'
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
  const workshop = createWorkshop(options)
  const paths = new Map<string, Path>()
  const tests = new Map<string, Test>()
  const room: Room = { pool: createMemoryPool(), leaves: 0, paths: 0 }

  const pathOf = (text: string): Path => {
    const known = paths.get(text)
    if (known !== undefined) return known
    const path = { id: room.paths++, text, keys: text.split('.') }
    paths.set(text, path)
    return path
  }
  const testOf = (leaf: Leaf): Test => {
    const key = JSON.stringify([leaf.path, leaf.operator, leaf.operand])
    const known = tests.get(key)
    if (known !== undefined) return known
    const test = remembered(room.leaves++, pathOf(leaf.path), workshop.check(leaf))
    tests.set(key, test)
    return test
  }
  return {
    add: (condition) => combine<Moment>(toTree(condition), testOf),
    fact: (text) => {
      const path = pathOf(text)
      return (moment) => readPath(moment, path)
    },
    room,
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

/** A check whose outcome the moment remembers. */
function remembered(id: number, path: Path, check: Check): Test {
  return (moment) => {
    const { memory } = moment
    // 0: failed before. 1: held before. Anything else is the mark of another moment.
    const seen = (memory.outcomes[id] ?? 0) ^ memory.mark
    if (seen === 0) return false
    if (seen === 1) return true
    const holds = check(readPath(moment, path), moment.now)
    memory.outcomes[id] = holds ? memory.mark + 1 : memory.mark
    return holds
  }
}
