import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env.ts'

/** Who owns an external id. */
export interface Ownership {
  owner: string
  /** Whether nobody owned it before this claim. */
  isNew: boolean
}

type OwnerRow = { owner: string }

/**
 * One external id of one site (a user id, a loyalty card): the single truth about whose it is. All
 * who claim the same id meet here, one after the other, so two devices that log in at once agree.
 */
export class IdentityObject extends DurableObject<Env> {
  /** The profile that owns the id. */
  owner(): string | undefined {
    if (!this.#hasTable()) return undefined
    const [row] = this.ctx.storage.sql.exec<OwnerRow>('SELECT owner FROM owner').toArray()
    return row?.owner
  }

  /** Gives the id to a profile unless it is owned already, and answers who owns it. */
  claim(profile: string): Ownership {
    const owner = this.owner()
    if (owner !== undefined) return { owner, isNew: false }
    this.#own(profile)
    return { owner: profile, isNew: true }
  }

  /** Corrects the owner after a merge; a hint only, since what was merged redirects anyway. */
  move(from: string, to: string): void {
    if (this.owner() === from) this.#own(to)
  }

  /** Forgets the owner, when it was erased. */
  async release(profile: string): Promise<void> {
    if (this.owner() === profile) await this.ctx.storage.deleteAll()
  }

  #own(profile: string): void {
    const { sql } = this.ctx.storage
    // Not in the constructor: asking for an id that nobody owns must not create storage.
    sql.exec('CREATE TABLE IF NOT EXISTS owner (id INTEGER PRIMARY KEY, owner TEXT)')
    sql.exec('INSERT OR REPLACE INTO owner VALUES (1, ?)', profile)
  }

  #hasTable(): boolean {
    const query = "SELECT 1 FROM sqlite_master WHERE name = 'owner'"
    return this.ctx.storage.sql.exec(query).toArray().length > 0
  }
}
