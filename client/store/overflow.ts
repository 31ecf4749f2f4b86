import { lose } from './backlog.ts'
import type { DeviceRow } from './device.ts'
import { type Entry, maxBytes, maxEvents, type Outbox } from './outbox.ts'
import { isRow, type Row, span, worths } from './row.ts'
import type { Store } from './store.ts'

/**
 * Drops what the outbox cannot hold: the least worthy first, of equals the oldest. Room is made after
 * every write, so that a few hundred are always enough.
 */
export const makeRoom = async (store: Store, outbox: Outbox, device: DeviceRow): Promise<void> => {
  const { count = 0, bytes = 0 } = device.last() ?? {}
  let events = count - maxEvents
  let size = bytes - maxBytes
  const gone: Entry[] = []
  for (const worth of worths) {
    for (const [key, row] of await store.list(worth * span, (worth + 1) * span, 500)) {
      if (events <= 0 && size <= 0) break
      gone.push({ key, row: row as Row })
      events--
      size -= isRow(row) ? row.size : 0
    }
  }
  if (gone.length) await outbox.remove(gone, lose)
}

/** Frees some of a disk that is full, when this page has fallen back to memory already. */
export const relieve = async (indexed: Store): Promise<void> => {
  for (const worth of worths) {
    const rows = await indexed.list(worth * span, (worth + 1) * span, 500)
    if (!rows.length) continue
    await indexed.change([], () => rows.map(([key]) => [key, undefined]))
    return
  }
}
