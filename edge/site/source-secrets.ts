import type { Env } from '../env.ts'
import { seal, unseal } from './seal.ts'
import { first } from './storage.ts'

/**
 * Secrets with which providers sign what they send. They must be read again, so they are sealed; the
 * newest two of a source are good while one is being replaced.
 */

type Row = { source: string; at: number; sealed: string }

/** Seals a secret; nothing, when the worker has none to seal it with. */
export function sealSourceSecret(
  env: Env,
  site: string,
  { source, secret }: { source: string; secret: string }
): Promise<string | undefined> {
  return seal(env, purposeOf(site, source), secret)
}

/** The secrets of a source, ready to use. */
export async function openSourceSecrets(
  env: Env,
  site: string,
  { source, sealed }: { source: string; sealed: readonly string[] }
): Promise<string[]> {
  const opened = sealed.map((one) => unseal(env, purposeOf(site, source), one))
  return (await Promise.all(opened)).filter((secret) => secret !== undefined)
}

/** Stores a secret, beside the one before it or in its stead. */
export function putSourceSecret(
  sql: SqlStorage,
  { source, at, sealed }: Row,
  keepsPrevious: boolean
): void {
  const newest = 'SELECT max(at) AS at FROM source_secrets WHERE source = ?'
  const previous = first(sql.exec<{ at: number | null }>(newest, source))?.at ?? -1
  const kept = keepsPrevious ? previous : Number.MAX_SAFE_INTEGER
  sql.exec('DELETE FROM source_secrets WHERE source = ? AND at < ?', source, kept)
  sql.exec(
    'INSERT INTO source_secrets VALUES (?, ?, ?)',
    source,
    Math.max(at, previous + 1),
    sealed
  )
}

/** Removes the secrets of a source; answers whether there were any. */
export function removeSourceSecrets(sql: SqlStorage, source: string): boolean {
  return sql.exec('DELETE FROM source_secrets WHERE source = ?', source).rowsWritten > 0
}

/** Sealed secrets by source, the newest first. */
export function listSourceSecrets(sql: SqlStorage): Record<string, string[]> {
  const rows = sql.exec<Row>('SELECT * FROM source_secrets ORDER BY source, at DESC').toArray()
  const secrets: Record<string, string[]> = {}
  for (const { source, sealed } of rows) secrets[source] = [...(secrets[source] ?? []), sealed]
  return secrets
}

function purposeOf(site: string, source: string): string {
  return `source ${site} ${source}`
}
