import type { Device, DeviceRow } from './device.ts'
import { isRow, type Row, span, type Worth } from './row.ts'

/** What fits into a request, with room for the rest of it. */
const maxBatchBytes = 46 * 1_024
export const maxEvents = 10_000
export const maxBytes = 5 * 1_024 * 1_024

/** An event of the outbox; `key` is known once it is stored. */
export interface Entry {
  row: Row
  key?: number
}

/** An event on its way into the store. */
export interface Draft extends Entry {
  worth: Worth
  /** Changes the device's row together with storing the event. */
  touch?: (device: Device) => void
}

export interface Outbox {
  /** Keeps an event. */
  append(draft: Draft): Promise<unknown>
  /** Runs a change after everything appended so far, before everything later. */
  inTurn(work?: () => Promise<unknown>): Promise<unknown>
  /** Deletes events, and changes the device's row with them; `removed` is how many were still there. */
  remove(
    entries: readonly Entry[],
    touch: (device: Device, removed: number) => void
  ): Promise<unknown>
  /** This page's own events without a verdict, oldest first: all that is at hand when the page goes. */
  unsent(): Entry[]
  /** Forgets this page's events. */
  forget(): void
}

/** The first entries that fit into a request. */
export const fitting = (entries: readonly Entry[]): Entry[] => {
  let bytes = 0
  return entries.filter(({ row }, i) => {
    bytes += row.size + 50
    return i < 50 && bytes < maxBatchBytes
  })
}

/** The device's queue of events: shared by its tabs, emptied only by verdicts. */
export const createOutbox = (device: DeviceRow, onExcess: () => unknown): Outbox => {
  const unsent = new Map<string, Draft>()
  /** What appended events wait for, and the end of all that was appended. */
  let gate: Promise<unknown> = Promise.resolve()
  let tail = gate

  const write = async (draft: Draft): Promise<void> => {
    await device.change((now) => {
      draft.touch?.(now)
      draft.key = draft.worth * span + ++now.seq
      now.count++
      now.bytes += draft.row.size
      return [[draft.key, draft.row]]
    })
    const { count = 0, bytes = 0 } = device.last() ?? {}
    if (count > maxEvents || bytes > maxBytes) onExcess()
  }

  return {
    inTurn(work = () => Promise.resolve()) {
      gate = tail = tail.then(work, work)
      return gate
    },
    append(draft) {
      unsent.set(draft.row.id, draft)
      const turn = () => write(draft)
      tail = gate.then(turn, turn)
      return tail
    },
    async remove(entries, touch) {
      await tail
      const keys = entries.flatMap(({ key }) => key ?? [])
      for (const { row } of entries) unsent.delete(row?.id)
      return device.change((now, rows) => {
        const found = rows.filter(Boolean)
        now.count -= found.length
        for (const row of found) if (isRow(row)) now.bytes -= row.size
        touch(now, found.length)
        return keys.map((key) => [key, undefined])
      }, keys)
    },
    unsent: () => [...unsent.values()],
    forget: () => unsent.clear(),
  }
}
