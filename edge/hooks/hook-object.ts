import { DurableObject } from 'cloudflare:workers'
import type { Problem } from '../../shared/condition/condition.ts'
import type { Json } from '../../shared/event/json.ts'
import { hookLimits } from '../../shared/hooks/limits.ts'
import type { Delivery } from '../../shared/hooks/map.ts'
import type { Env } from '../env.ts'
import { type Remote, remote } from '../remote.ts'

/** A delivery that could not be used, as an owner sees it in a list. */
export interface FailedEntry {
  id: string
  source: string
  /** When it first came, when it last came, and how often. */
  at: number
  lastAt: number
  times: number
  problem: Problem
}

/** A delivery that could not be used, whole. */
export interface Failed extends FailedEntry {
  delivery: Delivery
}

type Row = {
  id: string
  source: string
  at: number
  last_at: number
  times: number
  problem: string
  headers: string
  body: string
}

const table = `
  CREATE TABLE IF NOT EXISTS failed (
    id TEXT PRIMARY KEY, source TEXT, at INTEGER, last_at INTEGER, times INTEGER, problem TEXT,
    headers TEXT, body TEXT) WITHOUT ROWID`

/** The object that keeps the failed deliveries of a site. */
export function hookObject(env: Env, site: string): Remote<HookObject> {
  return remote<HookObject>(env.HOOKS, site)
}

/**
 * Deliveries of one site whose mapping failed: kept for their owner to see, mend and replay. The list
 * is bounded; the oldest gives way. What is delivered again counts up instead of standing twice.
 */
export class HookObject extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    ctx.storage.sql.exec(table)
  }

  /** Keeps a delivery. Answers the id under which it is found. */
  async keep(
    { source, delivery, problem }: Pick<Failed, 'source' | 'delivery' | 'problem'>,
    now: number
  ): Promise<string> {
    const { sql } = this.ctx.storage
    const body = JSON.stringify(delivery.body)
    const id = await idOf(source, body)
    sql.exec(
      `INSERT INTO failed VALUES (?, ?, ?, ?, 1, ?, ?, ?) ON CONFLICT (id) DO UPDATE
        SET last_at = excluded.last_at, times = times + 1, problem = excluded.problem`,
      ...[id, source, now, now, JSON.stringify(problem), JSON.stringify(delivery.headers), body]
    )
    sql.exec(
      'DELETE FROM failed WHERE id NOT IN (SELECT id FROM failed ORDER BY last_at DESC, id LIMIT ?)',
      hookLimits.failed
    )
    if ((await this.ctx.storage.getAlarm()) === null) await this.#wakeLater()
    return id
  }

  /** All that wait, the latest first. */
  list(): FailedEntry[] {
    const query = `SELECT id, source, at, last_at, times, problem, '' AS headers, '' AS body
      FROM failed ORDER BY last_at DESC, id`
    return this.ctx.storage.sql.exec<Row>(query).toArray().map(entryOf)
  }

  /** One delivery, whole. */
  get(id: string): Failed | undefined {
    const [row] = this.ctx.storage.sql.exec<Row>('SELECT * FROM failed WHERE id = ?', id).toArray()
    if (row === undefined) return undefined
    const body: Json = JSON.parse(row.body)
    return { ...entryOf(row), delivery: { body, headers: JSON.parse(row.headers) } }
  }

  /** Forgets a delivery: it was replayed, or its owner has thrown it away. */
  remove(id: string): boolean {
    return this.ctx.storage.sql.exec('DELETE FROM failed WHERE id = ?', id).rowsWritten > 0
  }

  /** Forgets what has waited too long. */
  override async alarm(): Promise<void> {
    const before = Date.now() - hookLimits.failedMs
    this.ctx.storage.sql.exec('DELETE FROM failed WHERE last_at <= ?', before)
    await this.#wakeLater()
  }

  async #wakeLater(): Promise<void> {
    const query = 'SELECT min(last_at) AS oldest FROM failed'
    const [row] = this.ctx.storage.sql.exec<{ oldest: number | null }>(query).toArray()
    if (typeof row?.oldest !== 'number') return
    await this.ctx.storage.setAlarm(row.oldest + hookLimits.failedMs)
  }
}

function entryOf({ id, source, at, last_at, times, problem }: Row): FailedEntry {
  return { id, source, at, lastAt: last_at, times, problem: JSON.parse(problem) }
}

/** The same delivery has the same id, however often it comes. */
async function idOf(source: string, body: string): Promise<string> {
  const text = new TextEncoder().encode(`${source}|${body}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text))
  return Array.from(digest.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
