import type { AuditEntry, Deed } from '../site/audit.ts'

type Row = { n: number; at: number; deed: string }

/** Notes a deed in the turn that does it; it is brought to the site's log afterwards. */
export function noteDeed(sql: SqlStorage, at: number, deed: Deed): void {
  sql.exec('INSERT INTO deeds (at, deed) VALUES (?, ?)', at, JSON.stringify(deed))
}

/** Deeds that the log may not have yet, oldest first. */
export function unreported(sql: SqlStorage): AuditEntry[] {
  const rows = sql.exec<Row>('SELECT n, at, deed FROM deeds ORDER BY n').toArray()
  return rows.map(({ n, at, deed }) => ({ n, at, ...JSON.parse(deed) }))
}

/** Forgets what the log has. */
export function forgetReported(sql: SqlStorage, upTo: number): void {
  sql.exec('DELETE FROM deeds WHERE n <= ?', upTo)
}
