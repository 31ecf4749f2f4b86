import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env.ts'
import { erasedMs } from './retention.ts'

/** Who owns an external id. */
export interface Ownership {
  owner: string
  /** Whether nobody owned it before this claim. */
  isNew: boolean
  /** Whoever owned it before was erased then. */
  erasedAt?: number
}

type Row = { owner: string | null; erased_at: number | null }

/**
 * One external id of one site (a user id, a loyalty card): the single truth about whose it is. All
 * who claim the same id meet here, one after the other, so two devices that log in at once agree.
 */
export class IdentityObject extends DurableObject<Env> {
  /** The profile that owns the id. */
  owner(): string | undefined {
    return this.#read()?.owner ?? undefined
  }

  /** Gives the id to a profile unless it is owned already, and answers who owns it. */
  claim(profile: string): Ownership {
    const row = this.#read()
    const erased = row?.erased_at ? { erasedAt: row.erased_at } : {}
    if (row?.owner) return { owner: row.owner, isNew: false, ...erased }
    this.#write(profile, row?.erased_at ?? null)
    return { owner: profile, isNew: true, ...erased }
  }

  /** Gives the id to the other side of a merge that is undone. */
  hand(from: string, to: string): void {
    if (this.owner() === from) this.#write(to, this.#read()?.erased_at ?? null)
  }

  /** Forgets its owner, who was erased; remembers when, for as long as late copies may come. */
  async release(profile: string, now: number): Promise<void> {
    if (this.owner() !== profile) return
    this.#write(null, now)
    await this.ctx.storage.setAlarm(now + erasedMs)
  }

  /** Late copies of what was erased come no more: nothing is left to remember, unless it has an owner. */
  override async alarm(): Promise<void> {
    const owner = this.owner()
    if (owner === undefined) await this.ctx.storage.deleteAll()
    else this.#write(owner, null)
  }

  #read(): Row | undefined {
    const { sql } = this.ctx.storage
    // Not created in the constructor: asking for an id that nobody owns must not cost storage.
    const isCreated = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'owner'").toArray()
    if (isCreated.length === 0) return undefined
    return sql.exec<Row>('SELECT owner, erased_at FROM owner').toArray()[0]
  }

  #write(owner: string | null, erasedAt: number | null): void {
    const { sql } = this.ctx.storage
    sql.exec(
      'CREATE TABLE IF NOT EXISTS owner (id INTEGER PRIMARY KEY, owner TEXT, erased_at INTEGER)'
    )
    sql.exec('INSERT OR REPLACE INTO owner VALUES (1, ?, ?)', owner, erasedAt)
  }
}
