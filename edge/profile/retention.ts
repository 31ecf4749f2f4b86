import { withoutReceipts } from './log.ts'
import { type Merge, slimMerge } from './merge-journal.ts'
import type { Outline, ProfileStorage } from './storage.ts'

const dayMs = 86_400_000

/** How long things are kept. Ids seen are remembered 14 days, so no event goes before that. */
export const retention = {
  receiptsMs: 30 * dayMs,
  eventsMs: 90 * dayMs,
  /** A person nothing was heard of. */
  idleMs: 395 * dayMs,
  /** How long a late copy must not bring an erased person back. */
  erasedMs: 30 * dayMs,
}

/** Rows changed in one turn, so that no visitor waits for cleaning. */
const rowsPerTurn = 100

/**
 * Removes what is due: receipts first, whole chunks later. Answers when to come back: now, if there
 * is more to do; never, if nothing is left.
 */
export function purge(storage: ProfileStorage, now: number): number | undefined {
  const chunks = storage.outline().map((chunk) => ({ chunk, due: dueOf(chunk) }))
  const due = chunks.filter((entry) => entry.due <= now).slice(0, rowsPerTurn)
  for (const { chunk } of due) purgeChunk(storage, chunk, now)
  if (due.length === rowsPerTurn) return now
  const left = due.length > 0 ? storage.outline().map(dueOf) : chunks.map((entry) => entry.due)
  return left.length > 0 ? Math.min(...left) : undefined
}

/** Both sides of a merge are kept as long as the events of that time: longer it could not be undone. */
export function slimMerges(storage: ProfileStorage, now: number): void {
  const merges = storage.merges()
  const isDue = ({ at, profile }: Merge) => profile && at + retention.eventsMs <= now
  if (!merges.some(isDue)) return
  storage.putMerges(merges.map((merge) => (isDue(merge) ? slimMerge(merge) : merge)))
}

function dueOf({ until, receipts }: Outline): number {
  return until + (receipts > 0 ? retention.receiptsMs : retention.eventsMs)
}

function purgeChunk(storage: ProfileStorage, { n, until }: Outline, now: number): void {
  const chunk = until + retention.eventsMs > now ? storage.chunk(n) : undefined
  if (chunk) storage.putChunk({ ...chunk, receipts: 0, lines: withoutReceipts(chunk.lines) })
  else storage.dropChunk(n)
}
