import type { Store } from './store.ts'

/** A store that lives as long as the page does. */
export const createMemory = (rows: Map<number, unknown>): Store => ({
  list: async (from, until, limit) =>
    [...rows]
      .filter(([key, value]) => key >= from && key < until && value)
      .sort(([a], [b]) => a - b)
      .slice(0, limit),
  async change(keys, decide) {
    for (const [key, value] of decide(keys.map((key) => rows.get(key)))) rows.set(key, value)
  },
  clear: async () => rows.clear(),
})
