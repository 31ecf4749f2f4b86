import { createMemory } from './memory.ts'
import type { Rows, Store } from './store.ts'

/** A slow phone may need a second; a page that gives up too early is a stranger to the edge. */
const patienceMs = 2_000

/**
 * The device's store: IndexedDB while it works, from then on memory. While
 * `mayStore` says no, nothing is read or written, and no database is opened; nor until `mayOpen`.
 */
export const openStore = (
  indexed: Rows,
  mayOpen: Promise<unknown>,
  mayStore: () => boolean,
  onMemory: (error: unknown) => void
): Store => {
  let rows = indexed

  /** Rejects when the database does not open: another tab may block it for as long as it likes. */
  let opened: Promise<never>[] | undefined
  const blocked = (): Promise<never> =>
    new Promise((_, reject) => {
      // Two timers, so that after a long task of the page the database's own answer comes first.
      setTimeout(() => setTimeout(reject, patienceMs / 10, 'blocked'), patienceMs)
    })

  const attempt: Store['attempt'] = async (work, refused) => {
    if (!mayStore()) return refused
    await mayOpen
    opened ??= [blocked()]
    const result = await Promise.race([work(rows), ...opened]).catch((error) => {
      if (rows === indexed) {
        rows = createMemory(new Map())
        onMemory(error)
      }
      return work(rows)
    })
    opened = []
    return result
  }

  return {
    attempt,
    change: (keys, decide) => attempt<unknown>((store) => store.change(keys, decide), 0),
    // Emptied because nothing may be stored any more.
    clear: () => rows.clear(),
  }
}
