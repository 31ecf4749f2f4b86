import { DurableObject } from 'cloudflare:workers'
import type { OfferStock } from '../../shared/api/admin-api.ts'
import type { Env } from '../env.ts'

/** Who a code is for. Names change when profiles merge; the request that reserved it stays. */
export interface Holder {
  profile: string
  /** Seed of the request whose decisions show the code. */
  seed: string
}

/** How a code is reserved. */
export interface Reservation extends Holder {
  now: number
  /** From then on it may be somebody else's, unless it was seen. */
  until: number
  /** The channel confirms nothing: what is decided is given. */
  isGiven: boolean
}

const ofProfile = 'SELECT code FROM codes WHERE profile = ?'
const ofRequest = 'SELECT code FROM codes WHERE seed = ? LIMIT 1'
/** Codes that were never reserved stand before those whose reservation is over. */
const nextFree = 'SELECT code FROM codes WHERE given = 0 AND until < ? ORDER BY until LIMIT 1'

/** More is no pool of codes but a mistake. */
const maxCodes = 1_000_000

/**
 * The codes of one offer of one site. Single-threaded: no two people ever hold the same code, however
 * many ask at once. A person has one code of a pool, and gets the same one whenever they ask again.
 */
export class OfferObject extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    ctx.storage.sql.exec(`
      CREATE TABLE IF NOT EXISTS codes (
        code TEXT PRIMARY KEY, profile TEXT, seed TEXT,
        until INTEGER NOT NULL DEFAULT 0, given INTEGER NOT NULL DEFAULT 0
      ) WITHOUT ROWID;
      CREATE UNIQUE INDEX IF NOT EXISTS of_profile ON codes (profile) WHERE profile IS NOT NULL;
      CREATE INDEX IF NOT EXISTS of_request ON codes (seed) WHERE seed IS NOT NULL;
      CREATE INDEX IF NOT EXISTS open ON codes (until) WHERE given = 0;
    `)
  }

  /** Adds codes; those that are here already stay as they are. Undefined when the pool is full. */
  add(codes: readonly string[]): number | undefined {
    const { sql } = this.ctx.storage
    const before = this.#count()
    if (before + codes.length > maxCodes) return undefined
    const insert = 'INSERT OR IGNORE INTO codes (code) SELECT value FROM json_each(?)'
    sql.exec(insert, JSON.stringify(codes))
    return this.#count() - before
  }

  /** The code of this person: the one they hold, else one that is free. Null when there is none. */
  reserve({ profile, seed, now, until, isGiven }: Reservation): string | null {
    const { sql } = this.ctx.storage
    const code = this.#first(ofProfile, profile) ?? this.#first(nextFree, now)
    if (code === undefined) return null
    const update = `UPDATE codes SET profile = ?, seed = ?, until = ?, given = max(given, ?)
      WHERE code = ?`
    sql.exec(update, profile, seed, until, Number(isGiven), code)
    return code
  }

  /**
   * The code was seen: it is this person's for good. After a merge they have another profile; then the
   * request that reserved it tells which it was. False when they hold none.
   */
  confirm({ profile, seed }: Holder): boolean {
    const code = this.#first(ofRequest, seed) ?? this.#first(ofProfile, profile)
    if (code === undefined) return false
    this.ctx.storage.sql.exec('UPDATE codes SET given = 1 WHERE code = ? AND given = 0', code)
    return true
  }

  /** How many codes are where. */
  stock(now: number): OfferStock {
    const query = `SELECT count(*) AS total, coalesce(sum(given), 0) AS given,
      coalesce(sum(given = 0 AND until > ?), 0) AS reserved FROM codes`
    type Row = { total: number; given: number; reserved: number }
    const { total, given, reserved } = this.ctx.storage.sql.exec<Row>(query, now).one()
    return { free: total - given - reserved, reserved, given }
  }

  #first(query: string, value: string | number): string | undefined {
    const [row] = this.ctx.storage.sql.exec<{ code: string }>(query, value).toArray()
    return row?.code
  }

  #count(): number {
    return this.ctx.storage.sql.exec<{ n: number }>('SELECT count(*) AS n FROM codes').one().n
  }
}
