import type { FailedMessage } from '../../shared/api/journeys-api.ts'

/** Which messages of the list. */
export interface FailedQuery {
  channel?: string | undefined
  id?: string | undefined
  /** Only what stands before this place: older ones. */
  before?: number | undefined
  limit: number
}

/** Messages that were given up, of all people of a site. */
export interface FailedList {
  add(message: Omit<FailedMessage, 'n'>): void
  list(query: FailedQuery): { messages: FailedMessage[]; total: number }
  remove(ids: readonly string[]): void
  /** Forgets what is older than a time, and what is too much. */
  purge(before: number): void
}

type Row = { n: number; message: string }

const maxKept = 10_000

const page = `
  SELECT n, message FROM failed
  WHERE (?1 IS NULL OR channel = ?1) AND (?2 IS NULL OR id = ?2) AND n < ?3
  ORDER BY n DESC LIMIT ?4`

const count = `
  SELECT count(*) AS total FROM failed
  WHERE (?1 IS NULL OR channel = ?1) AND (?2 IS NULL OR id = ?2)`

/** Opens the list. A message is known by its id, whoever's it is. */
export function openFailedList(sql: SqlStorage): FailedList {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS failed (
      n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, channel TEXT, at INTEGER, message TEXT)`)
  return {
    add(message) {
      const { id, channel, givenUpAt } = message
      const insert = 'INSERT OR REPLACE INTO failed (id, channel, at, message) VALUES (?, ?, ?, ?)'
      sql.exec(insert, id, channel, givenUpAt, JSON.stringify(message))
    },
    list({ channel = null, id = null, before = Number.MAX_SAFE_INTEGER, limit }) {
      const rows = sql.exec<Row>(page, channel, id, before, limit)
      const messages = [...rows].map(({ n, message }) => ({ ...JSON.parse(message), n }))
      return { messages, total: sql.exec<{ total: number }>(count, channel, id).one().total }
    },
    remove(ids) {
      for (const id of ids) sql.exec('DELETE FROM failed WHERE id = ?', id)
    },
    purge(before) {
      sql.exec('DELETE FROM failed WHERE at < ?', before)
      sql.exec('DELETE FROM failed WHERE n <= (SELECT max(n) FROM failed) - ?', maxKept)
    },
  }
}
