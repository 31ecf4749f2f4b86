import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import { type PackedReceipts, unpackReceipt } from '../../shared/decide/receipt.ts'
import { type LogEntry, readLines } from './log.ts'
import type { Merge, Parting } from './merge-journal.ts'
import type { ProfileStorage } from './storage.ts'

/** At least this many entries, when there are: whole chunks, so that `before` can go on from the last. */
const pageLength = 100

/** What happened and what was decided before a time, newest first. */
export function readTimeline(
  storage: ProfileStorage,
  before: number,
  partings: readonly Parting[] = []
): TimelineEntry[] {
  const entries: TimelineEntry[] = []
  let from = Number.NEGATIVE_INFINITY
  for (const { n } of storage.outline().reverse()) {
    const chunk = storage.chunk(n)
    const older = [...readLines(chunk?.lines ?? '')].filter(({ at }) => at < before)
    entries.push(...older.reverse().flatMap(tell))
    if (entries.length < pageLength) continue
    from = chunk?.from ?? from
    break
  }
  const turns = [...storage.merges().map(tellMerge), ...partings.map(tellParting)]
  const shown = turns.filter(({ at }) => at < before && at >= from)
  return shown.length === 0 ? entries : [...entries, ...shown].sort((a, b) => b.at - a.at)
}

function tellMerge({ mergeId, from, at, ...merge }: Merge): TimelineEntry {
  const isUndoable = merge.profile !== undefined && merge.via === undefined
  return { kind: 'merge', at, merge: mergeId, from, ...(isUndoable && { isUndoable }) }
}

function tellParting({ mergeId, from, at }: Parting): TimelineEntry {
  return { kind: 'unmerge', at, merge: mergeId, from }
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
