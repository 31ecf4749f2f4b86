import type { Outgoing } from '../../shared/journey/run.ts'

/** A message on its way out. */
export interface Job {
  message: Outgoing
  /** Attempts so far. */
  attempts: number
  /** When to try (again); null when it was given up. */
  next: number | null
  /** How the last attempt ended. */
  note: string
}

/** Messages of one profile that have not arrived yet, or never will. */
export interface Outbox {
  /** Takes messages in; one that is there already stays as it is. */
  add(messages: readonly Outgoing[], now: number): void
  /** Jobs due, the longest due first. */
  due(now: number, limit: number): Job[]
  /** When the next job is due. */
  next(): number | undefined
  /** Notes an attempt before it is made: whatever happens to it, the job comes up again then. */
  attempt(id: string, until: number): void
  arrived(id: string): void
  /** Notes how an attempt failed; without a time the job is given up. */
  failed(id: string, note: string, next: number | undefined): void
  /** Jobs that wait or were given up, the latest first. */
  list(): Job[]
  /** Starts a job from the beginning; false when there is none of that id. */
  replay(id: string, now: number): boolean
  /** Forgets what was given up before a time. */
  purge(before: number): void
  /** Takes over the jobs of another profile. */
  receive(jobs: readonly Job[]): void
  clear(): void
}

type Row = { message: string; attempts: number; next: number | null; note: string }

/** `WITHOUT ROWID`: with a text as key an ordinary table would write a second row for its index. */
const table = `
  CREATE TABLE IF NOT EXISTS outbox (
    id TEXT PRIMARY KEY, made INTEGER, next INTEGER, attempts INTEGER, note TEXT, message TEXT
  ) WITHOUT ROWID`

/**
 * Opens the outbox of a profile. Nothing about it is remembered between calls: most profiles never
 * have one, and it is asked for by alarms only.
 */
export function openOutbox(sql: SqlStorage): Outbox {
  const exists = (): boolean =>
    sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").toArray().length > 0
  const change = (statement: string, ...values: SqlStorageValue[]): void => {
    if (exists()) sql.exec(statement, ...values)
  }
  const select = (rest: string, ...values: SqlStorageValue[]): Job[] => {
    if (!exists()) return []
    const rows = sql.exec<Row>(
      `SELECT message, attempts, next, note FROM outbox ${rest}`,
      ...values
    )
    return [...rows].map(({ message, ...job }) => ({ ...job, message: JSON.parse(message) }))
  }
  const insert = ({ message, next, attempts, note }: Job): void => {
    sql.exec(table)
    const values = [message.id, message.at, next, attempts, note, JSON.stringify(message)]
    sql.exec('INSERT OR IGNORE INTO outbox VALUES (?, ?, ?, ?, ?, ?)', ...values)
  }

  return {
    add: (messages, now) => {
      for (const message of messages) insert({ message, next: now, attempts: 0, note: '' })
    },
    due: (now, limit) => select('WHERE next <= ? ORDER BY next, id LIMIT ?', now, limit),
    next: () => {
      if (!exists()) return undefined
      const [row] = sql.exec<{ next: number | null }>('SELECT min(next) AS next FROM outbox')
      return row?.next ?? undefined
    },
    attempt: (id, until) => {
      change('UPDATE outbox SET attempts = attempts + 1, next = ? WHERE id = ?', until, id)
    },
    arrived: (id) => change('DELETE FROM outbox WHERE id = ?', id),
    failed: (id, note, next) => {
      change('UPDATE outbox SET note = ?, next = ? WHERE id = ?', note, next ?? null, id)
    },
    list: () => select('ORDER BY made DESC, id'),
    replay: (id, now) => {
      const isThere = select('WHERE id = ?', id).length > 0
      change('UPDATE outbox SET attempts = 0, next = ? WHERE id = ?', now, id)
      return isThere
    },
    purge: (before) => change('DELETE FROM outbox WHERE next IS NULL AND made < ?', before),
    receive: (jobs) => {
      for (const job of jobs) insert(job)
    },
    clear: () => change('DELETE FROM outbox'),
  }
}
