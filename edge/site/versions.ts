import type { SiteConfig } from '../../shared/site/config.ts'
import { first } from './storage.ts'

/** A published configuration, without its content. */
export interface VersionEntry {
  version: number
  at: number
  by: string
  note: string
}

/** A published configuration. Versions are never changed and never removed. */
export interface Version extends VersionEntry {
  config: SiteConfig
}

type VersionRow = { version: number; at: number; by: string; note: string; config: string }

const maxListed = 200

/** The version asked for, or the newest. */
export function readVersion(sql: SqlStorage, version?: number): Version | undefined {
  const row = first(
    version === undefined
      ? sql.exec<VersionRow>('SELECT * FROM versions ORDER BY version DESC LIMIT 1')
      : sql.exec<VersionRow>('SELECT * FROM versions WHERE version = ?', version)
  )
  return row && { ...row, config: JSON.parse(row.config) }
}

/** All versions, newest first. */
export function listVersions(sql: SqlStorage): VersionEntry[] {
  const query = 'SELECT version, at, by, note FROM versions ORDER BY version DESC LIMIT ?'
  return sql.exec<Omit<VersionRow, 'config'>>(query, maxListed).toArray()
}

/** Adds the next version. */
export function addVersion(sql: SqlStorage, entry: Omit<Version, 'version'>): number {
  const version = (readVersion(sql)?.version ?? 0) + 1
  const config = JSON.stringify(entry.config)
  const values = [version, entry.at, entry.by, entry.note, config]
  sql.exec('INSERT INTO versions (version, at, by, note, config) VALUES (?, ?, ?, ?, ?)', ...values)
  return version
}
