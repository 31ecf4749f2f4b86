import { DurableObject } from 'cloudflare:workers'
import { standingPrefix } from '../../shared/journey/counts.ts'
import type { Env } from '../env.ts'

/** Counters of one minute. Names are `kind:detail`. */
export type Counters = Record<string, number>

const minuteMs = 60_000
const keptMs = 86_400_000

type MinuteRow = { minute: number; counters: string }

/** Counts of one site, minute by minute, for a day; one shard of several, so that none is busy. */
export class MeasureObject extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    ctx.storage.sql.exec(`
      CREATE TABLE IF NOT EXISTS minutes (minute INTEGER PRIMARY KEY, counters TEXT);
      CREATE TABLE IF NOT EXISTS standing (name TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS spent (period TEXT PRIMARY KEY, events INTEGER) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS beat (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER);
    `)
  }

  /** Adds to the counters of this minute, one row whatever their number, and to those of what stands. */
  add(added: Counters, now: number): void {
    const isStanding = ([name]: [string, number]) => name.startsWith(standingPrefix)
    const entries = Object.entries(added)
    this.#stand(entries.filter(isStanding))
    this.#happen(
      entries.filter((entry) => !isStanding(entry)),
      now
    )
  }

  /** How many stand where, as far as this shard has heard: others may have seen them come or go. */
  standing(): Counters {
    const rows = this.ctx.storage.sql.exec<{ name: string; n: number }>('SELECT * FROM standing')
    return Object.fromEntries([...rows].map(({ name, n }) => [name, n]))
  }

  #stand(changes: readonly [name: string, change: number][]): void {
    const { sql } = this.ctx.storage
    const upsert = 'INSERT INTO standing VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET n = n + ?'
    for (const [name, change] of changes) sql.exec(upsert, name, change, change)
    if (changes.length > 0) sql.exec('DELETE FROM standing WHERE n = 0')
  }

  #happen(added: readonly [name: string, count: number][], now: number): void {
    if (added.length === 0) return
    const { sql } = this.ctx.storage
    const minute = now - (now % minuteMs)
    const [row] = sql.exec<MinuteRow>('SELECT * FROM minutes WHERE minute = ?', minute).toArray()
    const counters: Counters = row ? JSON.parse(row.counters) : {}
    for (const [name, count] of added) {
      counters[name] = (counters[name] ?? 0) + count
    }
    sql.exec('INSERT OR REPLACE INTO minutes VALUES (?, ?)', minute, JSON.stringify(counters))
    if (!row) sql.exec('DELETE FROM minutes WHERE minute < ?', now - keptMs)
  }

  /** Counters of the minutes since a time. */
  since(from: number): { minute: number; counters: Counters }[] {
    const query = 'SELECT * FROM minutes WHERE minute >= ? ORDER BY minute'
    const rows = this.ctx.storage.sql.exec<MinuteRow>(query, from).toArray()
    return rows.map(({ minute, counters }) => ({ minute, counters: JSON.parse(counters) }))
  }

  /** Adds to the events of a period, `2027-02`, and answers how many there are; earlier periods go. */
  spend(period: string, events: number): number {
    const { sql } = this.ctx.storage
    const query = 'SELECT events FROM spent WHERE period = ?'
    const [row] = sql.exec<{ events: number }>(query, period).toArray()
    const sum = (row?.events ?? 0) + events
    if (events !== 0) sql.exec('INSERT OR REPLACE INTO spent VALUES (?, ?)', period, sum)
    if (events !== 0 && !row) sql.exec('DELETE FROM spent WHERE period < ?', period)
    return sum
  }

  /** Writes and reads: whether storage works, not only whether something answers. */
  beat(now: number): number {
    const { sql } = this.ctx.storage
    sql.exec('INSERT OR REPLACE INTO beat VALUES (1, ?)', now)
    return sql.exec<{ at: number }>('SELECT at FROM beat').one().at
  }
}
