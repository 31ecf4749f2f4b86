import { type Chunk, type LogEntry, readLines } from './log.ts'
import type { Merge } from './merge-journal.ts'
import type { ProfileRecord } from './record.ts'
import { createRecordWriter, readRecord } from './record-text.ts'

/** A profile's rows: its head with the state and the end of the log, the log, and the journal of merges. */
export interface ProfileStorage {
  /** The state, or nothing when this object has never stored any. */
  load(): ProfileRecord | undefined
  save(record: ProfileRecord): void
  /** State and last chunk: one row, and one more for the chunk before when that is full. */
  keep(record: ProfileRecord, last: Chunk): void
  /** The chunk that is being filled. */
  lastChunk(): Chunk | undefined
  putChunk(chunk: Chunk): void
  /** All chunks, oldest first. */
  chunks(): Iterable<Chunk>
  chunk(n: number): Chunk | undefined
  /** When each chunk ended, how many receipts it has, and whether anything else. */
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
 * end stays in pages that are never touched. The chunk that is being filled stands in the head, so
 * that a batch writes one row.
 */
const tables = `
  CREATE TABLE IF NOT EXISTS head (
    id INTEGER PRIMARY KEY CHECK (id = 1), record TEXT,
    n INTEGER, first INTEGER, last INTEGER, receipts INTEGER, seen BLOB, lines TEXT);
  CREATE TABLE IF NOT EXISTS log (
    n INTEGER PRIMARY KEY, first INTEGER, last INTEGER, receipts INTEGER, seen BLOB, lines TEXT);
  CREATE TABLE IF NOT EXISTS merges (n INTEGER PRIMARY KEY, merge TEXT);
  CREATE VIEW IF NOT EXISTS chunks AS
    SELECT n, first, last, receipts, seen, lines FROM log UNION ALL
    SELECT n, first, last, receipts, seen, lines FROM head WHERE n IS NOT NULL;
`

/** Opens the storage of one profile. Reading creates nothing: tables come with the first write. */
export function openStorage(sql: SqlStorage): ProfileStorage {
  // An empty object with tables costs 12 KB for ever, and anybody may ask for a profile.
  const found = sql.exec<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE name IN ('head', 'state')"
  )
  const names = new Set([...found].map(({ name }) => name))
  // Rows of the first format: the state in a table of its own, every chunk in the log.
  let isFirstFormat = names.has('state')
  let exists = names.has('head')
  if (isFirstFormat && !exists) sql.exec(tables)
  exists ||= isFirstFormat
  /** Number of the chunk in the head, once it is known. */
  let tail: { n: number | undefined } | undefined
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

  const tailNumber = (): number | undefined => {
    if (tail === undefined) {
      const [row] = select<{ n: number | null }>('SELECT n FROM head')
      tail = { n: row?.n ?? undefined }
    }
    return tail.n
  }
  const wroteHead = () => {
    if (isFirstFormat) sql.exec('DROP TABLE state')
    isFirstFormat = false
  }
  const insertChunk = ({ n, from, until, receipts, seen, lines }: Chunk) => {
    const statement = 'INSERT OR REPLACE INTO log VALUES (?, ?, ?, ?, ?, ?)'
    write(statement, n, from, until, receipts, exactBuffer(seen), lines)
  }
  const forgetTail = () => {
    const statement =
      'UPDATE head SET n = NULL, first = NULL, last = NULL, receipts = NULL, seen = NULL, lines = NULL'
    if (tailNumber() !== undefined) write(statement)
    tail = { n: undefined }
  }
  const addMerge = (merge: Merge) =>
    write('INSERT INTO merges (merge) VALUES (?)', JSON.stringify(merge))

  return {
    get rowsWritten() {
      return rowsWritten
    },
    load() {
      const [row] = isFirstFormat
        ? select<{ record: string }>('SELECT record FROM state')
        : select<{ record: string }>('SELECT record FROM head')
      return row && readRecord(row.record)
    },
    save(record) {
      const statement =
        'INSERT INTO head (id, record) VALUES (1, ?1) ON CONFLICT DO UPDATE SET record = ?1'
      write(statement, writeRecord(record))
      wroteHead()
    },
    keep(record, { n, from, until, receipts, seen, lines }) {
      const before = tailNumber()
      if (before !== undefined && before !== n) {
        write('INSERT INTO log SELECT n, first, last, receipts, seen, lines FROM head')
      }
      // A chunk that came with others, or of the first format, is filled on in the head.
      if (before !== n) write('DELETE FROM log WHERE n = ?', n)
      const text = writeRecord(record)
      const statement = 'INSERT OR REPLACE INTO head VALUES (1, ?, ?, ?, ?, ?, ?, ?)'
      write(statement, text, n, from, until, receipts, exactBuffer(seen), lines)
      tail = { n }
      wroteHead()
    },
    lastChunk() {
      const [row] = select<ChunkRow>('SELECT * FROM chunks ORDER BY n DESC LIMIT 1')
      return row && chunkOf(row)
    },
    putChunk(chunk) {
      const { n, from, until, receipts, seen, lines } = chunk
      if (n !== tailNumber()) return insertChunk(chunk)
      const statement =
        'UPDATE head SET first = ?, last = ?, receipts = ?, seen = ?, lines = ? WHERE n = ?'
      write(statement, from, until, receipts, exactBuffer(seen), lines, n)
    },
    *chunks() {
      for (const row of select<ChunkRow>('SELECT * FROM chunks ORDER BY n')) yield chunkOf(row)
    },
    chunk(n) {
      for (const row of select<ChunkRow>('SELECT * FROM chunks WHERE n = ?', n)) return chunkOf(row)
      return undefined
    },
    outline() {
      const query = "SELECT n, last AS until, receipts, lines = '' AS bare FROM chunks ORDER BY n"
      return [...select<OutlineRow>(query)].map(({ bare, ...row }) => ({
        ...row,
        isEmpty: bare === 1,
      }))
    },
    dropChunk(n) {
      if (n === tailNumber()) forgetTail()
      else write('DELETE FROM log WHERE n = ?', n)
    },
    seenBytes(since) {
      const query = 'SELECT seen FROM chunks WHERE last >= ? ORDER BY n'
      return [...select<{ seen: ArrayBuffer }>(query, since)].map((row) => row.seen)
    },
    *entries(from = 0, until = Number.MAX_SAFE_INTEGER) {
      const query = 'SELECT lines FROM chunks WHERE last >= ? AND first <= ? ORDER BY n'
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
      forgetTail()
      write('DELETE FROM merges')
    },
  }
}

function chunkOf({ first, last, seen, ...rest }: ChunkRow): Chunk {
  return { ...rest, from: first, until: last, seen: new Uint8Array(seen) }
}

/** SQLite takes a buffer, not a view: one of exactly the view's length. */
function exactBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer, byteLength } = bytes
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength
  return isWhole ? buffer : new Uint8Array(bytes).buffer
}
