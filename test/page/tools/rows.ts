import type { Page } from 'playwright-core'

/** Everything that the tag has stored in this page's IndexedDB, by key. */
export function storedRows(page: Page): Promise<[key: number, value: unknown][]> {
  return page.evaluate(async () => {
    const known = await indexedDB.databases()
    if (!known.some(({ name }) => name === 'attune:pk_test')) return []
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('attune:pk_test')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const rows = db.transaction('rows').objectStore('rows')
    const [keys, values] = await Promise.all(
      [rows.getAllKeys(), rows.getAll()].map(
        (request) =>
          new Promise<unknown[]>((resolve) => {
            request.onsuccess = () => resolve(request.result)
          })
      )
    )
    db.close()
    return (keys ?? []).map((key, i) => [Number(key), values?.[i]])
  })
}

/** Ids of the events in the outbox. */
export async function storedEvents(page: Page): Promise<string[]> {
  const rows = await storedRows(page)
  return rows.filter(([key]) => key >= 0).map(([, row]) => (row as { id: string }).id)
}
