import type { Member } from '../../shared/api/access-api.ts'
import type { Role } from '../../shared/api/roles.ts'
import { first } from '../site/storage.ts'

/** A member as the table has it. */
export type MemberRow = {
  id: string
  email: string
  name: string
  role: Role
  password: string
  created_at: number
  seen_at: number | null
}

/** A member that is about to be. */
export type NewMember = Pick<MemberRow, 'email' | 'name' | 'role' | 'password'>

/** All members, the oldest first. */
export function listMembers(sql: SqlStorage): Member[] {
  const rows = sql.exec<MemberRow>('SELECT * FROM members ORDER BY created_at, email').toArray()
  return rows.map(({ password: _, created_at, seen_at, ...member }) => ({
    ...member,
    createdAt: created_at,
    ...(seen_at !== null && { seenAt: seen_at }),
  }))
}

/** A member by id. */
export function findMember(sql: SqlStorage, id: string): MemberRow | undefined {
  return first(sql.exec<MemberRow>('SELECT * FROM members WHERE id = ?', id))
}

/** A member by e-mail address. */
export function findByEmail(sql: SqlStorage, email: string): MemberRow | undefined {
  return first(sql.exec<MemberRow>('SELECT * FROM members WHERE email = ?', email))
}

/** Adds a member and answers their id. */
export function addMember(sql: SqlStorage, member: NewMember, now: number): string {
  const id = crypto.randomUUID()
  const { email, name, role, password } = member
  const values = [id, email, name, role, password, now]
  sql.exec(
    'INSERT INTO members (id, email, name, role, password, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    ...values
  )
  return id
}

/** Gives a member another password, and a name. */
export function renewMember(
  sql: SqlStorage,
  id: string,
  { name, password }: Pick<NewMember, 'name' | 'password'>
): void {
  sql.exec('UPDATE members SET name = ?, password = ? WHERE id = ?', name, password, id)
}

/** Notes that a member was here. */
export function noteSeen(sql: SqlStorage, id: string, now: number): void {
  sql.exec('UPDATE members SET seen_at = ? WHERE id = ?', now, id)
}

/** Whether nobody could let others in any more if this member were no owner. */
export function isLastOwner(sql: SqlStorage, { id, role }: MemberRow): boolean {
  if (role !== 'owner') return false
  const others = "SELECT id FROM members WHERE role = 'owner' AND id <> ? LIMIT 1"
  return first(sql.exec(others, id)) === undefined
}

/** Gives a member another role. */
export function setRole(sql: SqlStorage, id: string, role: Role): void {
  sql.exec('UPDATE members SET role = ? WHERE id = ?', role, id)
}

/** Removes a member. */
export function removeMember(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM members WHERE id = ?', id)
}
