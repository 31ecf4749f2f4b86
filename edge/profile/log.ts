import type { PackedReceipts } from '../../shared/decide/receipt.ts'
import type { Event } from '../../shared/event/event.ts'
import type { Trace } from '../../shared/journey/run.ts'
import { appendSeen, type SeenId } from './seen-ids.ts'

/**
 * One line of a profile's log: an event as it was applied, why a request was answered as it was, or
 * what journeys did.
 */
export type LogEntry =
  /** `isRepeat`: it tells of an order that was known, and did not count. */
  | { at: number; event: Event; isRepeat?: true; receipts?: never; traces?: never }
  | { at: number; receipts: PackedReceipts; event?: never; isRepeat?: never; traces?: never }
  | { at: number; traces: Trace[]; event?: never; isRepeat?: never; receipts?: never }

/**
 * A row of the log. Entries are gathered in a row until it is full, because in production it is the
 * row written that costs, not its bytes: one row a request, however many events it brings.
 */
export interface Chunk {
  n: number
  /** When the first and the last of its entries were received. */
  from: number
  until: number
  /** How many reasons (receipts, traces) it holds; they are kept for a shorter time than events. */
  receipts: number
  seen: Uint8Array
  /** Entries as JSON, one a line. */
  lines: string
}

/** A chunk that has reached this length is full. */
export const fullChunkLength = 32_768

/** The chunk with entries added, or a new one after it when they do not fit. */
export function appendToLog(
  last: Chunk | undefined,
  entries: readonly LogEntry[],
  seen: readonly SeenId[],
  now: number
): Chunk {
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
  const fits = last !== undefined && last.lines.length + lines.length <= fullChunkLength
  const chunk = fits ? last : emptyChunk((last?.n ?? 0) + 1, now)
  return {
    n: chunk.n,
    from: chunk.from,
    until: now,
    receipts: chunk.receipts + entries.filter((entry) => !entry.event).length,
    seen: appendSeen(chunk.seen, seen),
    lines: chunk.lines + lines,
  }
}

/** Reads a chunk's entries, oldest first. */
export function* readLines(lines: string): Iterable<LogEntry> {
  for (const line of lines.split('\n')) if (line !== '') yield JSON.parse(line)
}

/** The events of chunks, oldest first. */
export function* eventsIn(chunks: Iterable<Chunk>): Iterable<Event> {
  for (const { lines } of chunks) {
    for (const { event } of readLines(lines)) if (event) yield event
  }
}

/** The lines that tell of events: what is left of a chunk when its reasons are due. */
export function withoutReceipts(lines: string): string {
  const events = [...readLines(lines)].filter((entry) => entry.event)
  return events.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** A chunk that nothing is in yet. */
export function emptyChunk(n: number, now: number): Chunk {
  return { n, from: now, until: now, receipts: 0, seen: new Uint8Array(), lines: '' }
}
