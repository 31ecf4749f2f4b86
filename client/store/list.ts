import type { Rows, Use } from './store.ts'

type Row = [key: number, value: unknown]

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Which rows: the first `limit` with `from <= key < until`, in the order of their keys. */
export interface Range {
  from: number
  until: number
  limit: number
}

const listStored = (use: Use, { from, until, limit }: Range): Promise<Row[]> =>
  use('readonly', async (rows) => {
    const range = IDBKeyRange.bound(from, until, false, true)
    const keys = settled(rows.getAllKeys(range, limit))
    const values = await settled(rows.getAll(range, limit))
    return (await keys).map((key, i) => [key as number, values[i]])
  })

/** Lists rows, wherever they are. */
export const listRange = async ({ use, memory = new Map() }: Rows, range: Range): Promise<Row[]> =>
  use
    ? listStored(use, range)
    : [...memory]
        .filter(([key, value]) => key >= range.from && key < range.until && value)
        .sort(([a], [b]) => a - b)
        .slice(0, range.limit)
