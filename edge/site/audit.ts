import type { JsonObject } from '../../shared/event/json.ts'

/** What an owner did, with what it was before and after, as far as it may be told. */
export interface Deed {
  by: string
  did:
    | 'config.published'
    | 'config.rolled_back'
    | 'draft.saved'
    | 'draft.discarded'
    | 'key.created'
    | 'key.revoked'
    | 'identity_key.added'
    | 'identity_key.removed'
    | 'proposal.made'
    | 'proposal.approved'
    | 'proposal.declined'
    | 'proposal.withdrawn'
    | 'member.invited'
    | 'member.uninvited'
    | 'member.joined'
    | 'member.role_changed'
    | 'member.password_changed'
    | 'member.removed'
    | 'access_key.created'
    | 'access_key.revoked'
    | 'sign_on.changed'
    | 'channel.switched_off'
    | 'channel.switched_on'
    | 'source_secret.set'
    | 'source_secret.removed'
  detail: JsonObject
}

/** A deed in the log. */
export interface AuditEntry extends Deed {
  n: number
  at: number
}

type AuditRow = { n: number; at: number; by: string; did: Deed['did']; detail: string }

const maxListed = 200

/** Adds to the log. There is no way to change or remove an entry, by intent. */
export function addAudit(sql: SqlStorage, at: number, { by, did, detail }: Deed): void {
  const values = [at, by, did, JSON.stringify(detail)]
  sql.exec('INSERT INTO audit (at, by, did, detail) VALUES (?, ?, ?, ?)', ...values)
}

/** Entries older than `before`, newest first. */
export function listAudit(sql: SqlStorage, before = Number.MAX_SAFE_INTEGER): AuditEntry[] {
  const query = 'SELECT * FROM audit WHERE n < ? ORDER BY n DESC LIMIT ?'
  const rows = sql.exec<AuditRow>(query, before, maxListed).toArray()
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) }))
}
