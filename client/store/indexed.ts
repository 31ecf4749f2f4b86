import { createStore, promisifyRequest } from 'idb-keyval'
import type { Store } from './store.ts'

/** Rows in IndexedDB: one object store and no schema versions, so that no tab ever blocks another. */
export const createIndexed = (name: string): Store => {
  let use = createStore(name, 'rows')

  /** Runs a transaction, and once more on a new connection when this one was lost. */
  const run: typeof use = async (mode, work) => {
    const begin: typeof work = (rows) => {
      const { db } = rows.transaction
      db.onversionchange = () => db.close()
      return work(rows)
    }
    return use(mode, begin).catch(() => {
      use = createStore(name, 'rows')
      return use(mode, begin)
    })
  }

  return {
    list: (from, until, limit) =>
      run('readonly', async (rows) => {
        const range = IDBKeyRange.bound(from, until, false, true)
        const keys = promisifyRequest(rows.getAllKeys(range, limit))
        const values = await promisifyRequest(rows.getAll(range, limit))
        return (await keys).map((key, i) => [key as number, values[i]])
      }),
    change: (keys, decide) =>
      run('readwrite', async (rows) => {
        const values = await Promise.all(keys.map((key) => promisifyRequest(rows.get(key))))
        for (const [key, value] of decide(values)) {
          if (value) rows.put(value, key)
          else rows.delete(key)
        }
        return promisifyRequest(rows.transaction)
      }),
    clear: () => run('readwrite', (rows) => promisifyRequest(rows.clear())),
  }
}
