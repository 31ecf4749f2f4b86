import type { Json } from '../../shared/event/json.ts'
import { first } from './storage.ts'

/** Work in progress: may be anything, it is checked when it is published. */
export interface Draft {
  /** Counts the saves, so that two editors notice each other. */
  revision: number
  at: number
  by: string
  config: Json
  /** Version that it started from: publishing over a newer one would undo somebody's work. */
  base: number | null
}

type DraftRow = {
  revision: number
  at: number
  by: string
  config: string
  base: number | null
}

/** The draft, if there is one. */
export function readDraft(sql: SqlStorage): Draft | undefined {
  const row = first(sql.exec<DraftRow>('SELECT revision, at, by, config, base FROM draft'))
  return row && { ...row, config: JSON.parse(row.config) }
}

/** Saves the draft as its next revision. */
export function saveDraft(sql: SqlStorage, { revision, at, by, config, base }: Draft): void {
  const values = [revision, at, by, JSON.stringify(config), base]
  sql.exec(
    'INSERT OR REPLACE INTO draft (id, revision, at, by, config, base) VALUES (1, ?, ?, ?, ?, ?)',
    ...values
  )
}

/** Throws the draft away. */
export function discardDraft(sql: SqlStorage): void {
  sql.exec('DELETE FROM draft')
}
