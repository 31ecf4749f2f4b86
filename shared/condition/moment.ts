import type { Json } from '../event/json.ts'
import type { Lookup } from './condition.ts'

/** A path of a condition set, numbered, its keys split once. */
export interface Path {
  readonly id: number
  readonly text: string
  readonly keys: readonly string[]
}

/**
 * One request: remembers what was read and tested, so that nothing is asked twice. The fields below
 * `release` are the memory of compiled tests and nobody else's business.
 */
export interface Moment {
  readonly now: number
  /** Values read so far by path; null when there was nothing. */
  facts(): Record<string, Json>
  /**
   * Hands the memory to the next moment of the set. Optional: without it the next one pays for memory
   * of its own. Tests still answer afterwards, they only remember nothing; `facts()` is empty.
   */
  release(): void
  readonly lookup: Lookup
  memory: Memory
}

/**
 * Remembered answers, by number of the leaf or path. Nothing is cleared between two moments: an entry
 * counts only when it carries the mark of the moment that reads it, so opening a moment costs the same
 * for ten leaves and for ten thousand.
 */
export interface Memory {
  /** Even; changes with each moment. */
  mark: number
  /** By leaf: `mark` when it failed, `mark + 1` when it held. */
  outcomes: Int32Array
  /** By path: `mark` when `values` has it. */
  stamps: Int32Array
  values: Json[]
  /** Paths in the order they were read. */
  reads: Path[]
}

/** Below 2^30, so that every mark is a small integer to the engine, also in 32-bit builds. */
const lastMark = 2 ** 30 - 2

/** More are only alive at once when requests overlap within one thread, which takes an `await`. */
const maxSpare = 4

/** Hands out memory for moments and takes it back. */
export interface MemoryPool {
  /** Memory with a fresh mark and room for at least so many leaves and paths. */
  take(leaves: number, paths: number): Memory
  giveBack(memory: Memory): void
}

/** Creates the pool of one condition set. */
export function createMemoryPool(): MemoryPool {
  const spare: Memory[] = []
  return {
    take(leaves, paths) {
      const memory = spare.pop()
      const fits =
        memory !== undefined && memory.outcomes.length >= leaves && memory.stamps.length >= paths
      if (!fits || memory.mark >= lastMark) return createMemory(leaves, paths)
      memory.mark += 2
      return memory
    },
    giveBack(memory) {
      memory.reads.length = 0
      if (spare.length < maxSpare) spare.push(memory)
    },
  }
}

function createMemory(leaves: number, paths: number): Memory {
  return {
    mark: 2,
    outcomes: new Int32Array(leaves),
    stamps: new Int32Array(paths),
    values: new Array<Json>(paths),
    reads: [],
  }
}

/** Opens a moment on memory from the pool. */
export function openMoment(lookup: Lookup, now: number, room: Room): Moment {
  const memory = room.pool.take(room.leaves, room.paths)
  const moment: Moment = {
    now,
    lookup,
    memory,
    facts: () =>
      Object.fromEntries(moment.memory.reads.map((path) => [path.text, readPath(moment, path)])),
    release: () => {
      if (moment.memory !== memory) return
      // No room at all: reads miss, writes fall off the end, every answer is worked out anew.
      moment.memory = createMemory(0, 0)
      room.pool.giveBack(memory)
    },
  }
  return moment
}

/** What a moment needs room for, and where it gets it. */
export interface Room {
  pool: MemoryPool
  leaves: number
  paths: number
}

/** The value at a path, asked for once per moment. */
export function readPath(moment: Moment, path: Path): Json {
  const { memory } = moment
  if (memory.stamps[path.id] === memory.mark) return memory.values[path.id] ?? null
  // Noted before asking: a fact that depends on itself sees nothing instead of asking forever.
  memory.stamps[path.id] = memory.mark
  memory.values[path.id] = null
  memory.reads.push(path)
  const value = moment.lookup(path.text, path.keys) ?? null
  memory.values[path.id] = value
  return value
}
