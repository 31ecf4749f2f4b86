import { type Change, type ChangeOf, changesOf } from '../../shared/catalogue/change.ts'
import type { Item } from '../../shared/catalogue/item.ts'
import { first } from '../site/storage.ts'

/**
 * Tables of a catalogue. `items` is what is offered; `incoming` what a feed that is not yet whole has
 * changed so far; `changes` what those who watch an item are still to be told, with how far that has
 * come; `chunks` what stands in KV.
 */
const tables = `
  CREATE TABLE IF NOT EXISTS items (id TEXT PRIMARY KEY, item TEXT) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS incoming (id TEXT PRIMARY KEY, item TEXT) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS state (
    id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER, at INTEGER, is_pending INTEGER);
  CREATE TABLE IF NOT EXISTS chunks (key TEXT PRIMARY KEY, leaves_at INTEGER) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS watchers (
    item TEXT, profile TEXT, at INTEGER, PRIMARY KEY (item, profile)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS changes (
    n INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT, change TEXT, at INTEGER, before TEXT, cursor TEXT);
  CREATE TABLE IF NOT EXISTS cleaned (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER);
`

/** Where a catalogue stands. */
export interface CatalogueState {
  /** Counts what was changed. */
  version: number
  at: number
  /** Whether KV is behind. */
  isPending: boolean
}

type ItemRow = { id: string; item: string }

/** Creates what is missing. */
export function prepareCatalogue(sql: SqlStorage): void {
  sql.exec(tables)
}

/** Where the catalogue stands. */
export function readState(sql: SqlStorage): CatalogueState {
  const row = first(
    sql.exec<{ version: number; at: number; is_pending: number }>('SELECT * FROM state')
  )
  return { version: row?.version ?? 0, at: row?.at ?? 0, isPending: row?.is_pending === 1 }
}

/** Notes that something has changed, in the turn that changes it. */
export function markChanged(sql: SqlStorage, now: number): void {
  const { version } = readState(sql)
  sql.exec('INSERT OR REPLACE INTO state VALUES (1, ?, ?, 1)', version + 1, now)
}

/** Notes that a version has arrived in KV, unless there is a newer one by now. */
export function markPublished(sql: SqlStorage, version: number): void {
  sql.exec('UPDATE state SET is_pending = 0 WHERE version = ?', version)
}

/** How many items there are. */
export function countItems(sql: SqlStorage): number {
  return sql.exec<{ n: number }>('SELECT count(*) AS n FROM items').one().n
}

/** One item as it is stored. */
export function readItemText(sql: SqlStorage, id: string): string | undefined {
  return first(sql.exec<ItemRow>('SELECT id, item FROM items WHERE id = ?', id))?.item
}

/** Items as they are stored, in order of ids. */
export function itemTexts(sql: SqlStorage): SqlStorageCursor<ItemRow> {
  return sql.exec<ItemRow>('SELECT id, item FROM items ORDER BY id')
}

/** Puts an item in force; what watchers care for is noted. Answers whether anything changed. */
export function putItem(sql: SqlStorage, text: string, now: number): boolean {
  const item: Item = JSON.parse(text)
  const before = readItemText(sql, item.id)
  if (before === text) return false
  sql.exec('INSERT OR REPLACE INTO items VALUES (?, ?)', item.id, text)
  const known: Item | undefined = before === undefined ? undefined : JSON.parse(before)
  const isWatched = first(sql.exec('SELECT 1 FROM watchers WHERE item = ? LIMIT 1', item.id))
  if (known && isWatched) {
    for (const change of changesOf(known, item)) addChange(sql, { change, item, known, now })
  }
  return true
}

function addChange(
  sql: SqlStorage,
  { change, item, known, now }: { change: Change; item: Item; known: Item; now: number }
): void {
  const before = JSON.stringify({ ...(known.price !== undefined && { price: known.price }) })
  const insert = 'INSERT INTO changes (item, change, at, before, cursor) VALUES (?, ?, ?, ?, ?)'
  sql.exec(insert, item.id, change, now, before, '')
}

/** A change that is still to be told, and the last person who was. */
export interface Telling extends ChangeOf {
  cursor: string
}

type ChangeRow = {
  n: number
  item: string
  change: Change
  at: number
  before: string
  cursor: string
}

/** The oldest change that is still to be told; one whose item is gone is told to nobody. */
export function nextTelling(sql: SqlStorage): Telling | undefined {
  const row = first(sql.exec<ChangeRow>('SELECT * FROM changes ORDER BY n LIMIT 1'))
  if (!row) return undefined
  const { n, item: id, change, at, before, cursor } = row
  const text = readItemText(sql, id)
  if (text !== undefined) {
    return { n, change, at, cursor, item: JSON.parse(text), previous: JSON.parse(before) }
  }
  endTelling(sql, n)
  return nextTelling(sql)
}

/** Notes how far a telling has come. */
export function advanceTelling(sql: SqlStorage, n: number, cursor: string): void {
  sql.exec('UPDATE changes SET cursor = ? WHERE n = ?', cursor, n)
}

/** Everybody has been told. */
export function endTelling(sql: SqlStorage, n: number): void {
  sql.exec('DELETE FROM changes WHERE n = ?', n)
}
