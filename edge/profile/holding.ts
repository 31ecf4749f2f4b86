import { rememberIdsMs } from '../../shared/event/limits.ts'
import type { Outgoing } from '../../shared/journey/run.ts'
import { type Job, openOutbox } from '../journey/outbox.ts'
import type { Counters } from '../measure/measure-object.ts'
import { appendToLog, type Chunk, emptyChunk, type LogEntry } from './log.ts'
import { carriedMerges, type Merge } from './merge-journal.ts'
import type { ProfileRecord } from './record.ts'
import { bytesPerId, createSeenIds, readSeen, type SeenId, type SeenIds } from './seen-ids.ts'
import { openStorage, type ProfileStorage } from './storage.ts'

/** What a visit changes. */
export interface Change {
  record: ProfileRecord
  seen: SeenId[]
  entries: LogEntry[]
  /** Messages that leave by alarm. */
  messages?: Outgoing[]
  /** What the change counts as, once it is kept. */
  counters?: Counters
}

/** What comes with a merge. */
export interface Arrival {
  record: ProfileRecord
  /** Messages of the other profile that are on their way. */
  jobs?: Job[]
  /** The merge itself, still without its place in the log. */
  merge: Omit<Merge, 'chunks' | 'after'>
  /** Merges that the other profile had received. */
  merges: Merge[]
  chunks: Chunk[]
}

/**
 * A profile object's rows and the memory of them: read once when the object wakes up, written
 * through. The memory follows only when every row of a change is written.
 */
export interface Holding {
  readonly record: ProfileRecord
  readonly storage: ProfileStorage
  seen(now: number): SeenIds
  save(record: ProfileRecord): void
  /** One row, or two when a chunk is full, whatever the number of events. */
  keep(change: Change, now: number): void
  receive(arrival: Arrival): void
  /** Leaves this record, this log and this journal. */
  replace(record: ProfileRecord, rest: { chunks: Chunk[]; merges: Merge[] }): void
  /** Leaves nothing but this record. */
  empty(record: ProfileRecord): void
  /** Reads again: after somebody else wrote, or everything was deleted. */
  forget(): void
}

/** Holds the rows of one profile object. */
export function holdProfile(storage: DurableObjectStorage): Holding {
  let rows = openStorage(storage.sql)
  let record: ProfileRecord | undefined
  let seen: SeenIds | undefined
  let tail: Chunk | undefined
  let isTailRead = false

  const lastChunk = () => {
    if (!isTailRead) tail = rows.lastChunk()
    isTailRead = true
    return tail
  }
  const forget = () => {
    rows = openStorage(storage.sql)
    record = undefined
    seen = undefined
    isTailRead = false
  }

  const holding: Holding = {
    get record() {
      record ??= rows.load() ?? {}
      return record
    },
    get storage() {
      return rows
    },
    seen(now) {
      seen ??= readSeenIds(rows, now - rememberIdsMs)
      return seen
    },
    save(next) {
      rows.save(next)
      record = next
    },
    keep(change, now) {
      const { entries } = change
      const before = lastChunk()
      const chunk = entries.length > 0 && appendToLog(before, entries, change.seen, now)
      const write = () => {
        if (chunk) rows.keep(change.record, chunk)
        else rows.save(change.record)
        if (change.messages?.length) openOutbox(storage.sql).add(change.messages, now)
      }
      // Nearly always it is one row, which is written or not without further ado.
      const isOneRow = !change.messages?.length && (!chunk || chunk.n === before?.n)
      if (isOneRow) write()
      else storage.transactionSync(write)
      record = change.record
      if (chunk) tail = chunk
      for (const id of change.seen) seen?.add(id)
    },
    receive({ record: next, merge, merges, chunks, jobs = [] }) {
      const first = (lastChunk()?.n ?? 0) + 1
      const numbers = new Map(chunks.map(({ n }, i) => [n, first + i]))
      const after = first + chunks.length
      storage.transactionSync(() => {
        rows.save(next)
        for (const one of carriedMerges(merges, merge.mergeId, (n) => numbers.get(n))) {
          rows.addMerge(one)
        }
        rows.addMerge({ ...merge, chunks: [...numbers.values()], after })
        for (const [i, chunk] of chunks.entries()) rows.putChunk({ ...chunk, n: first + i })
        // What happens from now on is told apart from what came.
        rows.putChunk(emptyChunk(after, merge.at))
        openOutbox(storage.sql).receive(jobs)
      })
      forget()
    },
    replace(next, { chunks, merges }) {
      storage.transactionSync(() => {
        rows.clearLog()
        rows.save(next)
        for (const chunk of chunks) rows.putChunk(chunk)
        for (const merge of merges) rows.addMerge(merge)
      })
      forget()
    },
    empty(next) {
      storage.transactionSync(() => {
        rows.clearLog()
        openOutbox(storage.sql).clear()
        rows.save(next)
      })
      forget()
    },
    forget,
  }
  return holding
}

function readSeenIds(rows: ProfileStorage, since: number): SeenIds {
  const blobs = rows.seenBytes(since)
  const bytes = blobs.reduce((sum, blob) => sum + blob.byteLength, 0)
  const ids = createSeenIds(bytes / bytesPerId)
  for (const blob of blobs) for (const seen of readSeen(blob, since)) ids.add(seen)
  return ids
}
