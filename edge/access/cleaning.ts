import { forgottenAfterMs } from './attempts.ts'
import { idleMs, longestMs } from './sessions.ts'

/** How often the alarm looks for what has ended. */
export const cleanedEveryMs = 3_600_000

/** Removes sessions, invitations and counts of failures that are over; answers whether some are not. */
export function clean(sql: SqlStorage, now: number): boolean {
  sql.exec(
    'DELETE FROM sessions WHERE started_at < ? OR seen_at < ?',
    now - longestMs,
    now - idleMs
  )
  sql.exec('DELETE FROM invitations WHERE until <= ?', now)
  sql.exec('DELETE FROM attempts WHERE at < ?', now - forgottenAfterMs)
  const left =
    'SELECT 1 FROM sessions UNION ALL SELECT 1 FROM invitations UNION ALL SELECT 1 FROM attempts LIMIT 1'
  return sql.exec(left).toArray().length > 0
}
