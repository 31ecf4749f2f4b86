import { type AuditEntry, addAudit } from './audit.ts'
import { first } from './storage.ts'

/** Adds deeds of the accounts to the log. Whoever reports them may do so twice: each is added once. */
export function hearDeeds(sql: SqlStorage, deeds: readonly AuditEntry[]): void {
  const last = first(sql.exec<{ n: number }>('SELECT n FROM heard'))?.n ?? 0
  const fresh = deeds.filter(({ n }) => n > last)
  for (const { n: _, at, ...deed } of fresh) addAudit(sql, at, deed)
  const newest = fresh.at(-1)
  if (newest) sql.exec('INSERT OR REPLACE INTO heard VALUES (1, ?)', newest.n)
}
