import type { Core } from '../core.ts'
import { lose } from './backlog.ts'
import { listRange } from './list.ts'
import { type Entry, maxBytes, maxEvents } from './outbox.ts'
import { isRow, type Row, span, worths } from './row.ts'
import type { Rows } from './store.ts'

/** The least of a worth. */
const rangeOf = (worth: number) => ({ from: worth * span, until: (worth + 1) * span, limit: 500 })

/**
 * Drops what the outbox cannot hold: the least worthy first, of equals the oldest. Room is made after
 * every write, so that a few hundred are always enough.
 */
const dropLeast = async ({ store, outbox, device }: Core): Promise<void> => {
  const { count = 0, bytes = 0 } = device.last() ?? {}
  let events = count - maxEvents
  let size = bytes - maxBytes
  const gone: Entry[] = []
  for (const worth of worths) {
    if (events <= 0 && size <= 0) break
    const range = rangeOf(worth)
    for (const [key, row] of await store.attempt((rows) => listRange(rows, range), [])) {
      if (events <= 0 && size <= 0) break
      gone.push({ key, row: row as Row })
      events--
      size -= isRow(row) ? row.size : 0
    }
  }
  if (gone.length) await outbox.remove(gone, lose)
}

/** Frees some of a disk that is full, when this page has fallen back to memory already. */
const relieve = async (indexed: Rows): Promise<void> => {
  for (const worth of worths) {
    const rows = await listRange(indexed, rangeOf(worth))
    if (!rows.length) continue
    await indexed.change([], () => rows.map(([key]) => [key, undefined]))
    return
  }
}

/** Drops what the outbox cannot hold; after an `error` of the disk, what keeps it full. */
export const makeRoom = (core: Core, error?: unknown): Promise<unknown> =>
  error ? relieve(core.indexed) : dropLeast(core)
