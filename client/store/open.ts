import { createMemory } from './memory.ts'
import type { Store } from './store.ts'

/** A slow phone may need a second; a page that gives up too early is a stranger to the edge. */
const patienceMs = 2_000

/**
 * The device's store: IndexedDB while it works, from then on memory with the same named rows. While
 * `mayStore` says no, nothing is read or written, and no database is opened.
 */
export const openStore = (
  indexed: Store,
  mayStore: () => boolean,
  onMemory: (error: unknown) => void
): Store => {
  const named = new Map<number, unknown>()
  let store = indexed

  /** Rejects when the database does not open: another tab may block it for as long as it likes. */
  let opened: Promise<never>[] | undefined
  const blocked = (): Promise<never> =>
    new Promise((_, reject) => {
      // Two timers, so that after a long task of the page the database's own answer comes first.
      setTimeout(() => setTimeout(reject, patienceMs / 10, 'blocked'), patienceMs)
    })

  const attempt = async <T>(work: (store: Store) => Promise<T>, refused: T): Promise<T> => {
    if (!mayStore()) return refused
    opened ??= [blocked()]
    const result = await Promise.race([work(store), ...opened]).catch((error) => {
      if (store === indexed) onMemory(error)
      store = createMemory(named)
      return work(store)
    })
    opened = []
    return result
  }

  return {
    list: (from, until, limit) => attempt((rows) => rows.list(from, until, limit), []),
    change: (keys, decide) =>
      attempt<unknown>(
        (rows) =>
          rows.change(keys, (values) => {
            const changes = decide(values)
            for (const [key, value] of changes) if (key < 0) named.set(key, value)
            return changes
          }),
        0
      ),
    // Emptied because nothing may be stored any more.
    clear: () => store.clear(),
  }
}
