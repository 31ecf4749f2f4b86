import { listRows } from './backlog.ts'
import type { Device, DeviceRow } from './device.ts'
import { type Entry, maxEvents } from './outbox.ts'
import { type Row, span } from './row.ts'
import { type Change, estateKey, instantKey, type Store } from './store.ts'

/** What somebody who used this device has left undelivered. */
export interface Estate {
  device: Device
  left: Entry[]
}

export const parseEstates = (row: unknown): Estate[] =>
  Array.isArray(row) ? (row as Estate[]) : []

/**
 * Makes the device a stranger's: a new id and a new stream. Events not yet delivered still go to the one
 * they belong to; until then they are all that is left of them.
 */
export const beginAnew = async (store: Store, device: DeviceRow): Promise<void> => {
  const rows = await listRows(store, maxEvents)
  let owes = false
  const keys = rows.map(([key]) => key)
  await device.change(
    (now, [estates]) => {
      const left = rows.map(([key, row]) => ({ key, row: row as Row }))
      left.sort((a, b) => (a.key % span) - (b.key % span))
      const estate: Estate = { device: { ...now }, left }
      now.visitor = ''
      const all = [...parseEstates(estates), ...(left.length ? [estate] : [])]
      owes = all.length > 0
      return [
        [estateKey, owes ? all : undefined],
        [instantKey, undefined],
        ...keys.map((key): Change => [key, undefined]),
      ]
    },
    [estateKey, ...keys]
  )
  // A row that names nobody makes a new device.
  device.forget()
  await device.change((now) => {
    now.owes = owes
    return
  })
}
