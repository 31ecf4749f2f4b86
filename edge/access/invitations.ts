import type { Invitation } from '../../shared/api/access-api.ts'
import type { Role } from '../../shared/api/roles.ts'
import { first } from '../site/storage.ts'

const lifeMs = 7 * 86_400_000

type Row = { id: string; email: string; role: Role; by: string; until: number }

/** Adds an invitation that is good once, for a week; one that the person had before ends. */
export function addInvitation(
  sql: SqlStorage,
  hash: string,
  { email, role, by }: Pick<Invitation, 'email' | 'role' | 'by'>,
  now: number
): Invitation {
  const invitation = { id: crypto.randomUUID(), email, role, by, until: now + lifeMs }
  sql.exec('DELETE FROM invitations WHERE email = ? OR until <= ?', email, now)
  const values = [hash, invitation.id, email, role, by, invitation.until]
  sql.exec('INSERT INTO invitations VALUES (?, ?, ?, ?, ?, ?)', ...values)
  return invitation
}

/** Whether an invitation is good. */
export function hasInvitation(sql: SqlStorage, hash: string, now: number): boolean {
  const query = 'SELECT id FROM invitations WHERE hash = ? AND until > ?'
  return first(sql.exec(query, hash, now)) !== undefined
}

/** Takes an invitation up: it is gone with that. Nothing, when it is over, or was none. */
export function takeInvitation(sql: SqlStorage, hash: string, now: number): Invitation | undefined {
  const row = first(
    sql.exec<Row>(
      'DELETE FROM invitations WHERE hash = ? RETURNING id, email, role, by, until',
      hash
    )
  )
  return row && row.until > now ? row : undefined
}

/** Invitations that are still good. */
export function listInvitations(sql: SqlStorage, now: number): Invitation[] {
  const query = 'SELECT id, email, role, by, until FROM invitations WHERE until > ? ORDER BY until'
  return sql.exec<Row>(query, now).toArray()
}

/** Takes an invitation back; answers it, when there was one. */
export function withdrawInvitation(sql: SqlStorage, id: string): Invitation | undefined {
  return first(
    sql.exec<Row>('DELETE FROM invitations WHERE id = ? RETURNING id, email, role, by, until', id)
  )
}
