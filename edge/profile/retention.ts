import { rememberIdsMs } from '../../shared/event/limits.ts'
import { dayMs } from '../../shared/event/time.ts'
import type { Retention } from '../../shared/site/retention.ts'
import { withoutReceipts } from './log.ts'
import { type Merge, slimMerge } from './merge-journal.ts'
import type { Outline, ProfileStorage } from './storage.ts'

/** How long a late copy must not bring an erased person back. */
export const erasedMs = 30 * dayMs

/** Rows changed in one turn, so that no visitor waits for cleaning. */
const rowsPerTurn = 100

/**
 * Removes what is due: receipts first, then events, and the chunk itself once the ids it has seen can
 * come no more. Answers when to come back: now, if there is more to do; never, if nothing is left.
 */
export function purge(storage: ProfileStorage, keeps: Retention, now: number): number | undefined {
  const dueOf = (chunk: Outline): number => nextDue(chunk, keeps)
  const due = storage.outline().filter((chunk) => dueOf(chunk) <= now)
  for (const chunk of due.slice(0, rowsPerTurn)) purgeChunk(storage, chunk, { keeps, now })
  if (due.length > rowsPerTurn) return now
  const left = storage.outline().map(dueOf)
  return left.length > 0 ? Math.min(...left) : undefined
}

/** Both sides of a merge are kept as long as the events of that time: longer it could not be undone. */
export function slimMerges(storage: ProfileStorage, keeps: Retention, now: number): void {
  const merges = storage.merges()
  const isDue = ({ at, profile }: Merge) => profile && at + keeps.eventsMs <= now
  if (!merges.some(isDue)) return
  storage.putMerges(merges.map((merge) => (isDue(merge) ? slimMerge(merge) : merge)))
}

/** When something of a chunk is due next. An owner may keep events for less time than ids must be. */
function nextDue({ until, receipts, isEmpty }: Outline, keeps: Retention): number {
  if (receipts > 0) return until + Math.min(keeps.receiptsMs, keeps.eventsMs)
  return until + (isEmpty ? Math.max(keeps.eventsMs, rememberIdsMs) : keeps.eventsMs)
}

function purgeChunk(
  storage: ProfileStorage,
  { n, until }: Outline,
  { keeps, now }: { keeps: Retention; now: number }
): void {
  const hasEvents = until + keeps.eventsMs > now
  const hasIds = until + rememberIdsMs > now
  const chunk = hasEvents || hasIds ? storage.chunk(n) : undefined
  const lines = hasEvents ? withoutReceipts(chunk?.lines ?? '') : ''
  if (chunk) storage.putChunk({ ...chunk, receipts: 0, lines })
  else storage.dropChunk(n)
}
