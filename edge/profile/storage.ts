import { rememberIdsMs } from '../../shared/event/limits.ts'
import type { Chunk, LogEntry } from './log.ts'
import { readLines } from './log.ts'
import type { ProfileRecord } from './record.ts'
import { bytesPerId, createSeenIds, readSeen, type SeenIds } from './seen-ids.ts'

/** A profile's rows: one of state, and the log. */
export interface ProfileStorage {
  /** The state, or nothing when this object has never stored any. Reading creates nothing. */
  load(): ProfileRecord | undefined
  save(record: ProfileRecord): void
  /** Ids of events received since `now` less the time they are remembered. */
  seen(now: number): SeenIds
  lastChunk(): Chunk | undefined
  putChunk(chunk: Chunk): void
  /** Chunks from the oldest on. */
  chunks(): Iterable<Chunk>
  /** Entries received between two times, both included. */
  entries(from?: number, until?: number): Iterable<LogEntry>
  /** Rows written since the object woke up: what a batch costs. */
  readonly rowsWritten: number
}

type ChunkRow = {
  n: number
  first: number
  last: number
  receipts: number
  seen: ArrayBuffer
  lines: string
}

/**
 * `seen` stands before `lines`: SQLite reads a row from the left, and what is not asked for at its
 * end stays in pages that are never touched.
 */
const tables = `
  CREATE TABLE IF NOT EXISTS state (id INTEGER PRIMARY KEY CHECK (id = 1), record TEXT);
  CREATE TABLE IF NOT EXISTS log (
    n INTEGER PRIMARY KEY, first INTEGER, last INTEGER, receipts INTEGER, seen BLOB, lines TEXT);
`

/** Opens the storage of one profile. */
export function openStorage(sql: SqlStorage): ProfileStorage {
  // Somebody who is only looked up must not cost an owner 12 KB: tables come with the first write.
  let exists = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'state'").toArray().length > 0
  let rowsWritten = 0

  const write = (statement: string, ...values: SqlStorageValue[]) => {
    if (!exists) sql.exec(tables)
    exists = true
    rowsWritten += sql.exec(statement, ...values).rowsWritten
  }
  const select = <T extends Record<string, SqlStorageValue>>(
    query: string,
    ...values: SqlStorageValue[]
  ): Iterable<T> => (exists ? sql.exec<T>(query, ...values) : [])

  return {
    get rowsWritten() {
      return rowsWritten
    },
    load() {
      for (const row of select<{ record: string }>('SELECT record FROM state')) {
        return JSON.parse(row.record)
      }
      return undefined
    },
    save(record) {
      write('INSERT OR REPLACE INTO state VALUES (1, ?)', JSON.stringify(record))
    },
    seen(now) {
      const since = now - rememberIdsMs
      const query = 'SELECT seen FROM log WHERE last >= ?'
      const blobs = [...select<{ seen: ArrayBuffer }>(query, since)].map((row) => row.seen)
      const bytes = blobs.reduce((sum, blob) => sum + blob.byteLength, 0)
      const ids = createSeenIds(bytes / bytesPerId)
      for (const blob of blobs) for (const seen of readSeen(blob, since)) ids.add(seen)
      return ids
    },
    lastChunk() {
      for (const row of select<ChunkRow>('SELECT * FROM log ORDER BY n DESC LIMIT 1')) {
        return chunkOf(row)
      }
      return undefined
    },
    putChunk({ n, from, until, receipts, seen, lines }) {
      const statement = 'INSERT OR REPLACE INTO log VALUES (?, ?, ?, ?, ?, ?)'
      write(statement, n, from, until, receipts, exactBuffer(seen), lines)
    },
    *chunks() {
      for (const row of select<ChunkRow>('SELECT * FROM log ORDER BY n')) yield chunkOf(row)
    },
    *entries(from = 0, until = Number.MAX_SAFE_INTEGER) {
      const query = 'SELECT lines FROM log WHERE last >= ? AND first <= ? ORDER BY n'
      for (const row of select<{ lines: string }>(query, from, until)) yield* readLines(row.lines)
    },
  }
}

function chunkOf({ first, last, seen, ...rest }: ChunkRow): Chunk {
  return { ...rest, from: first, until: last, seen: new Uint8Array(seen) }
}

/** SQLite takes a buffer, not a view: one of exactly the view's length. */
function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
