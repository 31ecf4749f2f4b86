import type { Rows } from './store.ts'

/** Rows that live as long as the page does. */
export const createMemory = (memory: Map<number, unknown>): Rows => ({
  memory,
  async change(keys, decide) {
    for (const [key, value] of decide(keys.map((key) => memory.get(key)))) memory.set(key, value)
  },
  clear: async () => memory.clear(),
})
