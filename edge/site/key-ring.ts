import type { SiteKey } from '../../shared/site/config.ts'
import type { IdentityKey } from './identity-key.ts'
import { createKey, hashKey, type KeyKind } from './keys.ts'
import { first } from './storage.ts'

/** A key as its owner may see it again: `hint` is its first letters, enough to tell keys apart. */
export interface KeyEntry {
  id: string
  kind: KeyKind
  label: string
  hint: string
  createdAt: number
  revokedAt?: number
}

type KeyRow = {
  id: string
  kind: KeyKind
  label: string
  hint: string
  match: string
  created_at: number
  revoked_at: number | null
}
type IdentityKeyRow = { kid: string; alg: IdentityKey['alg']; jwk: string }

/** A key that is about to be stored, with the one copy of it that its owner will ever see. */
export interface NewKey {
  entry: KeyEntry
  key: string
  match: string
}

/** Makes a key; secret ones are kept as a hash only. */
export async function makeKey(
  site: string,
  kind: KeyKind,
  label: string,
  now: number
): Promise<NewKey> {
  const key = createKey(kind, site)
  const hint = key.slice(0, `pk_${site}_`.length + 4)
  const entry = { id: crypto.randomUUID(), kind, label, hint, createdAt: now }
  return { entry, key, match: kind === 'secret' ? await hashKey(key) : key }
}

/** Stores a key. */
export function addKey(sql: SqlStorage, { entry, match }: NewKey): void {
  sql.exec(
    'INSERT INTO keys (id, kind, label, hint, match, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    ...[entry.id, entry.kind, entry.label, entry.hint, match, entry.createdAt]
  )
}

/** Revokes a key. Answers it, or nothing when there is no such key in force. */
export function revokeKey(sql: SqlStorage, id: string, now: number): KeyEntry | undefined {
  const row = first(
    sql.exec<KeyRow>(
      'UPDATE keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL RETURNING *',
      now,
      id
    )
  )
  return row && entryOf(row)
}

/** All keys ever made. */
export function listKeys(sql: SqlStorage): KeyEntry[] {
  return sql.exec<KeyRow>('SELECT * FROM keys ORDER BY created_at').toArray().map(entryOf)
}

/** Keys in force, as the snapshot carries them. */
export function publishedKeys(sql: SqlStorage): SiteKey[] {
  const query = 'SELECT kind, match, label FROM keys WHERE revoked_at IS NULL'
  return sql.exec<Pick<KeyRow, 'kind' | 'match' | 'label'>>(query).toArray()
}

/** Adds or replaces a key for identity tokens. */
export function putIdentityKey(sql: SqlStorage, key: IdentityKey, now: number): void {
  const values = [key.kid, key.alg, JSON.stringify(key.jwk), now]
  sql.exec('INSERT OR REPLACE INTO identity_keys VALUES (?, ?, ?, ?)', ...values)
}

/** Removes a key for identity tokens; answers whether there was one. */
export function removeIdentityKey(sql: SqlStorage, kid: string): boolean {
  return first(sql.exec('DELETE FROM identity_keys WHERE kid = ? RETURNING kid', kid)) !== undefined
}

/** Keys for identity tokens. */
export function listIdentityKeys(sql: SqlStorage): IdentityKey[] {
  const rows = sql.exec<IdentityKeyRow>('SELECT kid, alg, jwk FROM identity_keys').toArray()
  return rows.map((row) => ({ ...row, jwk: JSON.parse(row.jwk) }))
}

function entryOf({ match: _, created_at, revoked_at, ...rest }: KeyRow): KeyEntry {
  return {
    ...rest,
    createdAt: created_at,
    ...(revoked_at !== null && { revokedAt: revoked_at }),
  }
}
