import type { Json } from '../event/json.ts'
import type { Lookup } from './condition.ts'
import { forgetful, type Memory, type MemoryPool, type Path } from './memory.ts'

/**
 * One request: remembers what was read and tested, so that nothing is asked twice. `lookup` and
 * `memory` belong to compiled conditions and are nobody else's business.
 */
export interface Moment {
  readonly now: number
  /** Values read so far by path; null when there was nothing. */
  facts(): Record<string, Json>
  /**
   * Hands the memory to the next moment of the set. Optional: without it the next one pays for memory
   * of its own. Conditions still answer afterwards, they only remember nothing; `facts()` is empty.
   */
  release(): void
  readonly lookup: Lookup
  memory: Memory
}

/** Opens a moment on memory from the pool of its set. */
export function openMoment(lookup: Lookup, now: number, pool: MemoryPool): Moment {
  const memory = pool.take()
  const moment: Moment = {
    now,
    lookup,
    memory,
    facts: () => {
      const { reads, values } = moment.memory
      const facts: Record<string, Json> = {}
      for (const { id, text } of reads) facts[text] = values[id] ?? null
      return facts
    },
    release: () => {
      if (moment.memory !== memory) return
      moment.memory = forgetful
      pool.giveBack(memory)
    },
  }
  return moment
}

/** The value at a path, looked up once per moment. */
export function readPath(moment: Moment, path: Path): Json {
  const known = moment.memory.values[path.id]
  return known === undefined ? lookUp(moment, path) : known
}

/** Looks a path up that the moment has not read yet. */
export function lookUp({ memory, lookup }: Moment, path: Path): Json {
  // No room: released, or the path came to the set after the moment was opened.
  if (path.id >= memory.values.length) return lookup(path.text, path.keys) ?? null
  // Noted before asking: a fact that depends on itself sees nothing instead of asking forever.
  memory.values[path.id] = null
  memory.reads.push(path)
  const value = lookup(path.text, path.keys) ?? null
  memory.values[path.id] = value
  return value
}
