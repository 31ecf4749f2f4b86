import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import { type PackedReceipts, unpackReceipt } from '../../shared/decide/receipt.ts'
import { type LogEntry, readLines } from './log.ts'
import type { ProfileStorage } from './storage.ts'

/** At least this many entries, when there are: whole chunks, so that `before` can go on from the last. */
const pageLength = 100

/** What happened and what was decided before a time, newest first. */
export function readTimeline(storage: ProfileStorage, before: number): TimelineEntry[] {
  const entries: TimelineEntry[] = []
  for (const { n } of storage.outline().reverse()) {
    const lines = [...readLines(storage.chunk(n)?.lines ?? '')]
    const older = lines.filter(({ at }) => at < before)
    entries.push(...older.reverse().flatMap(tell))
    if (entries.length >= pageLength) break
  }
  return entries
}

function tell({ at, event, isRepeat, receipts, traces }: LogEntry): TimelineEntry[] {
  if (traces) return traces.toReversed().map((trace) => ({ kind: 'journey', at, trace }))
  if (receipts) return unpack(receipts).map((receipt) => ({ kind: 'decision', at, receipt }))
  const { id, type, name, properties } = event
  const told = { kind: 'event' as const, at: event.at, id, type, name, properties }
  return [isRepeat ? { ...told, isRepeat } : told]
}

function unpack(packed: PackedReceipts) {
  const ids = packed.slots.flatMap(({ receipts }) => receipts.map(({ id }) => id))
  return ids.map((id) => unpackReceipt(packed, id)).filter((receipt) => receipt !== undefined)
}
