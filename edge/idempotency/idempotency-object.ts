import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../env.ts'

/** An answer, kept to be given again. */
export interface KeptAnswer {
  status: number
  type: string
  body: string
}

/** What a request finds that carries a key. */
export type Beginning = 'first' | 'running' | 'other' | KeptAnswer

type Row = { print: string; since: number; answer: string | null }

const keptMs = 86_400_000
/** Whoever has not answered by then has died. */
const leaseMs = 60_000

/** One idempotency key of one site: the first request with it is answered, the others hear the same. */
export class IdempotencyObject extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    ctx.storage.sql.exec(`
      CREATE TABLE IF NOT EXISTS request (
        id INTEGER PRIMARY KEY CHECK (id = 1), print TEXT, since INTEGER, answer TEXT)
    `)
  }

  /** Begins a request with this fingerprint, or tells what became of the one before. */
  async begin(print: string, now: number): Promise<Beginning> {
    const { sql } = this.ctx.storage
    const [row] = sql.exec<Row>('SELECT print, since, answer FROM request').toArray()
    const isKept = row !== undefined && now - row.since < keptMs
    if (isKept && row.print !== print) return 'other'
    if (isKept && row.answer !== null) return JSON.parse(row.answer)
    if (isKept && now - row.since < leaseMs) return 'running'
    sql.exec('INSERT OR REPLACE INTO request VALUES (1, ?, ?, NULL)', print, now)
    await this.ctx.storage.setAlarm(now + keptMs)
    return 'first'
  }

  /** Keeps the answer. */
  finish(answer: KeptAnswer): void {
    this.ctx.storage.sql.exec('UPDATE request SET answer = ?', JSON.stringify(answer))
  }

  /** Forgets a request that came to nothing: it may be tried again with the same key. */
  abandon(): void {
    this.ctx.storage.sql.exec('DELETE FROM request')
  }

  /** A day later nobody asks any more. */
  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll()
  }
}
