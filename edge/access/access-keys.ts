import type { AccessKey } from '../../shared/api/access-api.ts'
import type { Role } from '../../shared/api/roles.ts'
import { first } from '../site/storage.ts'

type Row = {
  id: string
  name: string
  role: Role
  by: string
  created_at: number
  used_at: number | null
  revoked_at: number | null
}

/** `used_at` is exact to the minute: a pipeline's hundred requests are one note. */
const notedMs = 60_000

/** Adds a key for a program; what is kept of the key itself is its hash. */
export function addAccessKey(
  sql: SqlStorage,
  hash: string,
  { name, role, by }: Pick<AccessKey, 'name' | 'role' | 'by'>,
  now: number
): AccessKey {
  const id = crypto.randomUUID()
  const values = [hash, id, name, role, by, now]
  sql.exec(
    'INSERT INTO access_keys (hash, id, name, role, by, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    ...values
  )
  return { id, name, role, by, createdAt: now }
}

/** The key of this hash, when it is in force; notes its use. */
export function openAccessKey(sql: SqlStorage, hash: string, now: number): AccessKey | undefined {
  const query = 'SELECT * FROM access_keys WHERE hash = ? AND revoked_at IS NULL'
  const row = first(sql.exec<Row>(query, hash))
  if (!row) return undefined
  if (now - (row.used_at ?? 0) > notedMs) {
    sql.exec('UPDATE access_keys SET used_at = ? WHERE hash = ?', now, hash)
  }
  return entryOf(row)
}

/** All keys ever made, the newest first. */
export function listAccessKeys(sql: SqlStorage): AccessKey[] {
  return sql.exec<Row>('SELECT * FROM access_keys ORDER BY created_at DESC').toArray().map(entryOf)
}

/** Revokes a key; answers it, when it was in force. */
export function revokeAccessKey(sql: SqlStorage, id: string, now: number): AccessKey | undefined {
  const revoke =
    'UPDATE access_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL RETURNING *'
  const row = first(sql.exec<Row>(revoke, now, id))
  return row && entryOf(row)
}

function entryOf({ id, name, role, by, created_at, used_at, revoked_at }: Row): AccessKey {
  return {
    ...{ id, name, role, by, createdAt: created_at },
    ...(used_at !== null && { usedAt: used_at }),
    ...(revoked_at !== null && { revokedAt: revoked_at }),
  }
}
