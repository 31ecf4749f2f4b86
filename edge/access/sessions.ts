import { first } from '../site/storage.ts'
import { findMember, type MemberRow } from './members.ts'

/** A session ends after so long without a request, and after so long whatever happens. */
export const idleMs = 30 * 60_000
export const longestMs = 12 * 3_600_000
/** A request is noted when the last note is older than this: reading must not be writing. */
const notedMs = 60_000

type Row = { member: string; started_at: number; seen_at: number }

/** Begins a session. The token itself is kept nowhere. */
export function beginSession(sql: SqlStorage, hash: string, member: string, now: number): void {
  sql.exec(
    'DELETE FROM sessions WHERE started_at < ? OR seen_at < ?',
    now - longestMs,
    now - idleMs
  )
  sql.exec('INSERT INTO sessions VALUES (?, ?, ?, ?)', hash, member, now, now)
}

/** The member whose session it is, and when it ends; nothing, when it has. */
export function openSession(
  sql: SqlStorage,
  hash: string,
  now: number
): { member: MemberRow; until: number } | undefined {
  const row = first(sql.exec<Row>('SELECT * FROM sessions WHERE hash = ?', hash))
  if (!row) return undefined
  const isOver = now - row.seen_at >= idleMs || now - row.started_at >= longestMs
  const member = isOver ? undefined : findMember(sql, row.member)
  if (!member) {
    endSession(sql, hash)
    return undefined
  }
  if (now - row.seen_at > notedMs)
    sql.exec('UPDATE sessions SET seen_at = ? WHERE hash = ?', now, hash)
  return { member, until: row.started_at + longestMs }
}

/** Ends a session. */
export function endSession(sql: SqlStorage, hash: string): void {
  sql.exec('DELETE FROM sessions WHERE hash = ?', hash)
}

/** Ends all sessions of a member: their rights have changed, or their password. */
export function endSessionsOf(sql: SqlStorage, member: string): void {
  sql.exec('DELETE FROM sessions WHERE member = ?', member)
}
