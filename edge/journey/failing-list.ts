import type { Trouble } from './delivery-object.ts'

/** A receiver that fails, and since when. */
export interface Failing {
  since: number
  failures: number
  note: string
}

/** Receivers of a site that fail now. */
export interface FailingList {
  /** Notes a failure and answers how it stands. Another address begins anew. */
  note(trouble: Trouble): Failing
  forget(channel: string): void
  all(): Record<string, Failing>
}

type Row = { channel: string; target: string } & { [K in keyof Failing]: Failing[K] }

/** Opens the list: a row per channel that has trouble. */
export function openFailingList(sql: SqlStorage): FailingList {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS failing (
      channel TEXT PRIMARY KEY, target TEXT, since INTEGER, failures INTEGER, note TEXT
    ) WITHOUT ROWID`)
  return {
    note({ channel, target, at, note }) {
      const query = 'SELECT * FROM failing WHERE channel = ? AND target = ?'
      const [known] = sql.exec<Row>(query, channel, target)
      const { since, failures } = known ?? { since: at, failures: 0 }
      const values = [channel, target, since, failures + 1, note]
      sql.exec('INSERT OR REPLACE INTO failing VALUES (?, ?, ?, ?, ?)', ...values)
      return { since, failures: failures + 1, note }
    },
    forget: (channel) => sql.exec('DELETE FROM failing WHERE channel = ?', channel),
    all() {
      const rows = [...sql.exec<Row>('SELECT * FROM failing')]
      return Object.fromEntries(
        rows.map(({ channel, since, failures, note }) => [channel, { since, failures, note }])
      )
    },
  }
}
