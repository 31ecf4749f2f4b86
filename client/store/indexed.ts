import { createStore, promisifyRequest } from 'idb-keyval'
import { createMemory } from './memory.ts'
import type { Rows, Use } from './store.ts'

type Job = Parameters<Rows['change']>

/** Rows in IndexedDB: one object store and no schema versions, so that no tab ever blocks another. */
export const createIndexed = (name: string): Rows => {
  let connected = createStore(name, 'rows')
  let tail: Promise<unknown> = Promise.resolve()
  let waiting: Job[] | undefined

  /** Runs a transaction, and once more on a new connection when this one was lost. */
  const use: Use = (mode, work) => {
    const begin: typeof work = (rows) => {
      const { db } = rows.transaction
      db.onversionchange = () => db.close()
      return work(rows)
    }
    return connected(mode, begin).catch(() => {
      connected = createStore(name, 'rows')
      return connected(mode, begin)
    })
  }

  /** A transaction costs more than all that is done in it, so that changes share the next one to begin. */
  const carryOut = (jobs: Job[]) => () =>
    use('readwrite', async (rows) => {
      if (waiting === jobs) waiting = undefined
      const found = new Map<number, unknown>()
      const load = async (key: number): Promise<unknown> =>
        found.set(key, await promisifyRequest(rows.get(key)))
      await Promise.all([...new Set(jobs.flatMap(([keys]) => keys))].map(load))
      const memory = createMemory(found)
      await Promise.all(jobs.map((job) => memory.change(...job)))
      for (const [key, value] of found) {
        if (value) rows.put(value, key)
        else rows.delete(key)
      }
      return promisifyRequest(rows.transaction)
    })

  return {
    use,
    change(keys, decide) {
      if (!waiting) {
        waiting = []
        const turn = carryOut(waiting)
        tail = tail.then(turn, turn)
      }
      waiting.push([keys, decide])
      return tail
    },
    clear: () => use('readwrite', (rows) => promisifyRequest(rows.clear())),
  }
}
