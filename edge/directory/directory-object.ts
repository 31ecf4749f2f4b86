import { DurableObject } from 'cloudflare:workers'
import type { DirectoryEntry } from '../../shared/api/people-api.ts'
import type { Env } from '../env.ts'
import { namesOf } from './entry.ts'

type Row = { entry: string }
type NameRow = Row & { name: string }

/** A person found by a name. */
export interface Hit {
  name: string
  entry: DirectoryEntry
}

/**
 * `names` answers "who begins with …" from its key alone. `WITHOUT ROWID` saves the second index that
 * a text as key would cost.
 */
const tables = `
  CREATE TABLE IF NOT EXISTS people (
    id TEXT PRIMARY KEY, at INTEGER, entry TEXT) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS people_at ON people (at);
  CREATE TABLE IF NOT EXISTS names (
    name TEXT, id TEXT, PRIMARY KEY (name, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS names_id ON names (id);
`

/** After every text that begins with the one before it. */
const beyond = '\u{10FFFF}'

/**
 * One shard of the people of a site: who there is, by profile id, by name, by when they were last
 * heard of. It is a copy; the profiles are the truth, and tell it when they change.
 */
export class DirectoryObject extends DurableObject<Env> {
  readonly #sql: SqlStorage

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    this.#sql.exec(tables)
  }

  /** Notes a person, in the stead of what was known of them. */
  put(entry: DirectoryEntry): void {
    const text = JSON.stringify(entry)
    const { profile: id, at } = entry
    const [known] = this.#sql.exec<Row>('SELECT entry FROM people WHERE id = ?', id).toArray()
    if (known?.entry === text) return
    const names = namesOf(entry)
    const before = new Set(known ? namesOf(JSON.parse(known.entry)) : [])
    this.ctx.storage.transactionSync(() => {
      this.#sql.exec('INSERT OR REPLACE INTO people VALUES (?, ?, ?)', id, at, text)
      for (const name of names.filter((one) => !before.has(one))) {
        this.#sql.exec('INSERT OR IGNORE INTO names VALUES (?, ?)', name, id)
      }
      for (const name of before) {
        if (names.includes(name)) continue
        this.#sql.exec('DELETE FROM names WHERE name = ? AND id = ?', name, id)
      }
    })
  }

  /** Forgets a person: erased, or part of another one now. */
  remove(id: string): void {
    this.ctx.storage.transactionSync(() => {
      this.#sql.exec('DELETE FROM people WHERE id = ?', id)
      this.#sql.exec('DELETE FROM names WHERE id = ?', id)
    })
  }

  /** People after an id, in order of ids. */
  list(after: string, limit: number): DirectoryEntry[] {
    const query = 'SELECT entry FROM people WHERE id > ? ORDER BY id LIMIT ?'
    return this.#entries(query, after, limit)
  }

  /** People one of whose names, or whose profile id, begins with a text, after a hit. */
  search(text: string, { name, id }: { name: string; id: string }, limit: number): Hit[] {
    const query = `SELECT names.name, people.entry FROM names JOIN people ON people.id = names.id
      WHERE names.name >= ? AND names.name < ? AND (names.name, names.id) > (?, ?)
      ORDER BY names.name, names.id LIMIT ?`
    const rows = this.#sql.exec<NameRow>(query, text, text + beyond, name, id, limit).toArray()
    return rows.map(({ name: found, entry }) => ({ name: found, entry: JSON.parse(entry) }))
  }

  /** The person of this profile id. */
  get(id: string): DirectoryEntry | undefined {
    return this.#entries('SELECT entry FROM people WHERE id = ?', id)[0]
  }

  /** People heard of most recently, after one of them. */
  recent({ at, id }: { at: number; id: string }, limit: number): DirectoryEntry[] {
    const query = `SELECT entry FROM people WHERE (at, id) < (?, ?)
      ORDER BY at DESC, id DESC LIMIT ?`
    return this.#entries(query, at, id, limit)
  }

  /** How many there are. */
  count(): number {
    return this.#sql.exec<{ n: number }>('SELECT count(*) AS n FROM people').one().n
  }

  #entries(query: string, ...values: SqlStorageValue[]): DirectoryEntry[] {
    return this.#sql
      .exec<Row>(query, ...values)
      .toArray()
      .map(({ entry }) => JSON.parse(entry))
  }
}
