import type { Json } from '../event/json.ts'

/** A path of a condition set, numbered, its keys split once. */
export interface Path {
  readonly id: number
  readonly text: string
  readonly keys: readonly string[]
}

/**
 * Answers of one moment, by number of the comparison or path. Outcomes are never cleared: one counts
 * only when it carries the mark of the moment that reads it, so opening a moment costs the same for ten
 * comparisons and for ten thousand. Values are: what one person's request read does not stay behind.
 */
export interface Memory {
  /** Even; changes with each moment. */
  mark: number
  /** By comparison: `mark` when it failed, `mark + 1` when it held. */
  outcomes: Int32Array
  /** By path; undefined when not read yet. */
  values: (Json | undefined)[]
  /** Paths in the order they were read. */
  reads: Path[]
}

/** How much there is to remember. */
export interface Room {
  comparisons: number
  paths: number
}

/** Hands out memory for moments and takes it back. */
export interface MemoryPool {
  /** Memory with a fresh mark and room for everything the set has by now. */
  take(): Memory
  giveBack(memory: Memory): void
}

/** Below 2^30, so that every mark is a small integer to the engine, also in 32-bit builds. */
const lastMark = 2 ** 30 - 2

/** More are only alive at once when requests overlap within one thread, which takes an `await`. */
const maxSpare = 4

/** Creates the pool of one condition set. */
export function createMemoryPool(needed: () => Room): MemoryPool {
  const spare: Memory[] = []
  return {
    take() {
      const room = needed()
      const memory = spare.pop()
      if (memory === undefined || memory.mark >= lastMark || !hasRoom(memory, room)) {
        return createMemory(room)
      }
      memory.mark += 2
      return memory
    },
    giveBack(memory) {
      for (const path of memory.reads) memory.values[path.id] = undefined
      memory.reads.length = 0
      if (spare.length < maxSpare) spare.push(memory)
    },
  }
}

/** Memory without room: everything misses, nothing is kept, every answer is worked out anew. */
export const forgetful: Memory = createMemory({ comparisons: 0, paths: 0 })

function createMemory({ comparisons, paths }: Room): Memory {
  return {
    mark: 2,
    outcomes: new Int32Array(comparisons),
    values: new Array<Json | undefined>(paths).fill(undefined),
    reads: [],
  }
}

function hasRoom(memory: Memory, { comparisons, paths }: Room): boolean {
  return memory.outcomes.length >= comparisons && memory.values.length >= paths
}
