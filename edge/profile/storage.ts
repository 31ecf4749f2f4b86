import { type Chunk, type LogEntry, readLines } from './log.ts'
import type { Merge } from './merge-journal.ts'
import type { ProfileRecord } from './record.ts'
import { createRecordWriter, readRecord } from './record-text.ts'

/** A profile's rows: one of state, the log, and the journal of merges. */
export interface ProfileStorage {
  /** The state, or nothing when this object has never stored any. */
  load(): ProfileRecord | undefined
  save(record: ProfileRecord): void
  /** The chunk that is being filled. */
  lastChunk(): Chunk | undefined
  putChunk(chunk: Chunk): void
  /** All chunks, oldest first. */
  chunks(): Iterable<Chunk>
  chunk(n: number): Chunk | undefined
  /** When each chunk ended how many receipts it has, and whether anything else. */
  outline(): Outline[]
  dropChunk(n: number): void
  /** Ids of the events received at `since` or later, as the chunks hold them. */
  seenBytes(since: number): ArrayBuffer[]
  /** Entries received between two times, both included. */
  entries(from?: number, until?: number): Iterable<LogEntry>
  addMerge(merge: Merge): void
  merges(): Merge[]
  putMerges(merges: readonly Merge[]): void
  /** Takes away log and journal, and leaves the state. */
  clearLog(): void
  /** Rows written since the object woke up: what it has cost. */
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
/** What cleaning needs to know of a chunk. */
export type Outline = Pick<Chunk, 'n' | 'until' | 'receipts'> & {
  /** Nothing but ids seen is left in it. */
  isEmpty: boolean
}

type OutlineRow = { n: number; until: number; receipts: number; bare: number }
type MergeRow = { merge: string }

/**
 * `seen` stands before `lines`: SQLite reads a row from the left, and what is not asked for at its
 * end stays in pages that are never touched.
 */
const tables = `
  CREATE TABLE IF NOT EXISTS state (id INTEGER PRIMARY KEY CHECK (id = 1), record TEXT);
  CREATE TABLE IF NOT EXISTS log (
    n INTEGER PRIMARY KEY, first INTEGER, last INTEGER, receipts INTEGER, seen BLOB, lines TEXT);
  CREATE TABLE IF NOT EXISTS merges (n INTEGER PRIMARY KEY, merge TEXT);
`

/** Opens the storage of one profile. Reading creates nothing: tables come with the first write. */
export function openStorage(sql: SqlStorage): ProfileStorage {
  // An empty object with tables costs 12 KB for ever, and anybody may ask for a profile.
  let exists = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'state'").toArray().length > 0
  let rowsWritten = 0
  const writeRecord = createRecordWriter()

  const write = (statement: string, ...values: SqlStorageValue[]) => {
    if (!exists) sql.exec(tables)
    exists = true
    rowsWritten += sql.exec(statement, ...values).rowsWritten
  }
  const select = <T extends Record<string, SqlStorageValue>>(
    query: string,
    ...values: SqlStorageValue[]
  ): Iterable<T> => (exists ? sql.exec<T>(query, ...values) : [])

  const addMerge = (merge: Merge) =>
    write('INSERT INTO merges (merge) VALUES (?)', JSON.stringify(merge))

  return {
    get rowsWritten() {
      return rowsWritten
    },
    load() {
      for (const { record } of select<{ record: string }>('SELECT record FROM state')) {
        return readRecord(record)
      }
      return undefined
    },
    save(record) {
      write('INSERT OR REPLACE INTO state VALUES (1, ?)', writeRecord(record))
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
    chunk(n) {
      for (const row of select<ChunkRow>('SELECT * FROM log WHERE n = ?', n)) return chunkOf(row)
      return undefined
    },
    outline() {
      const query = "SELECT n, last AS until, receipts, lines = '' AS bare FROM log ORDER BY n"
      return [...select<OutlineRow>(query)].map(({ bare, ...row }) => ({
        ...row,
        isEmpty: bare === 1,
      }))
    },
    dropChunk(n) {
      write('DELETE FROM log WHERE n = ?', n)
    },
    seenBytes(since) {
      const query = 'SELECT seen FROM log WHERE last >= ? ORDER BY n'
      return [...select<{ seen: ArrayBuffer }>(query, since)].map((row) => row.seen)
    },
    *entries(from = 0, until = Number.MAX_SAFE_INTEGER) {
      const query = 'SELECT lines FROM log WHERE last >= ? AND first <= ? ORDER BY n'
      for (const { lines } of select<{ lines: string }>(query, from, until)) {
        for (const entry of readLines(lines)) {
          if (entry.at >= from && entry.at <= until) yield entry
        }
      }
    },
    addMerge,
    putMerges(merges) {
      write('DELETE FROM merges')
      for (const merge of merges) addMerge(merge)
    },
    merges() {
      return [...select<MergeRow>('SELECT merge FROM merges ORDER BY n')].map(({ merge }) =>
        JSON.parse(merge)
      )
    },
    clearLog() {
      write('DELETE FROM log')
      write('DELETE FROM merges')
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
