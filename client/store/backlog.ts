import type { Core } from '../core.ts'
import type { Device } from './device.ts'
import { listRange } from './list.ts'
import type { Entry } from './outbox.ts'
import { ageOf, isRow, type Row, span, worths } from './row.ts'
import type { Rows, Store } from './store.ts'

const maxAgeMs = 7 * 86_400_000

/** Counts events that nobody will ever get; the edge is told with the next batch. */
export const lose = (device: Device, events: number): void => {
  device.dropped += events
}

/** The first rows of each worth, whatever they are. */
export const listRows = async (
  store: Store,
  limit: number
): Promise<[key: number, row: unknown][]> => {
  const ranges = worths.map((worth) => ({ from: worth * span, until: (worth + 1) * span, limit }))
  const listAll = (rows: Rows) => Promise.all(ranges.map((range) => listRange(rows, range)))
  return (await store.attempt(listAll, [])).flat()
}

/** The oldest events of the device: at most `limit`, and what fits into a request. */
export const nextBatch = async (
  { store, outbox, device, fitting }: Core,
  limit: number
): Promise<Entry[]> => {
  await outbox.inTurn()
  const own = outbox.unsent()
  // There are no others: they need not be read.
  if (device.last()?.count === own.length) return fitting(own.slice(0, limit))
  const found = (await listRows(store, limit)).map(([key, row]) => ({ key, row: row as Row }))
  const isGood = ({ row }: Entry): boolean => isRow(row) && ageOf(row) < maxAgeMs
  // Garbage, and what the edge would not take any more.
  const bad = found.filter((entry) => !isGood(entry))
  if (bad.length) await outbox.remove(bad, lose)
  const good = found.filter(isGood).sort((a, b) => (a.key % span) - (b.key % span))
  return fitting(good.slice(0, limit))
}
