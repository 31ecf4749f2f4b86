import { DurableObject } from 'cloudflare:workers'
import type { Item } from '../../shared/catalogue/item.ts'
import { catalogueLimits } from '../../shared/catalogue/limits.ts'
import type { Env } from '../env.ts'
import { createFeed, type Feed, type FeedEnd } from './feed.ts'
import { publishCatalogue, sweepChunks } from './publishing.ts'
import {
  countItems,
  markChanged,
  prepareCatalogue,
  putItem,
  readItemText,
  readState,
} from './storage.ts'
import { tellWatchers } from './telling.ts'
import { addWatchers, purgeWatchers, removeWatcher, type Watch } from './watchers.ts'

/** A catalogue by and large. */
export interface CatalogueSummary {
  version: number
  /** When it was last changed. */
  at: number
  items: number
  /** Changes that watchers are still being told of. */
  telling: number
}

/** KV takes one write a second for a key; what changes within it is published together. */
const gatherMs = 1_000
const retryMs = 5_000
const purgeMs = 86_400_000

/**
 * What one site offers, item by item, and who watches what. Written by feeds and by the owner's back
 * end, never by visitors' requests; read by everybody from the copy in KV.
 */
export class CatalogueObject extends DurableObject<Env> {
  readonly #sql: SqlStorage
  readonly #site: string
  #feed: Feed | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    this.#site = ctx.id.name ?? ''
    prepareCatalogue(this.#sql)
  }

  /** Where it stands. */
  summary(): CatalogueSummary {
    const { version, at } = readState(this.#sql)
    const telling = this.#sql.exec<{ n: number }>('SELECT count(*) AS n FROM changes').one().n
    return { version, at, items: countItems(this.#sql), telling }
  }

  /** One item. */
  item(id: string): Item | undefined {
    const text = readItemText(this.#sql, id)
    return text === undefined ? undefined : JSON.parse(text)
  }

  /** Adds or replaces some items. Answers how many of them were news, or that there is no room. */
  async put(items: readonly Item[], now: number): Promise<number | 'full'> {
    const ids = new Set(items.map(({ id }) => id))
    const added = [...ids].filter((id) => readItemText(this.#sql, id) === undefined).length
    if (countItems(this.#sql) + added > catalogueLimits.items) return 'full'
    const changed = this.ctx.storage.transactionSync(() => {
      const news = items.filter((item) => putItem(this.#sql, JSON.stringify(item), now)).length
      if (news > 0) markChanged(this.#sql, now)
      return news
    })
    if (changed > 0) await this.#wakeBy(now + gatherMs)
    return changed
  }

  /** Removes an item; answers whether there was one. */
  async remove(id: string, now: number): Promise<boolean> {
    const isGone = this.ctx.storage.transactionSync(() => {
      const wasThere = readItemText(this.#sql, id) !== undefined
      this.#sql.exec('DELETE FROM items WHERE id = ?', id)
      this.#sql.exec('DELETE FROM watchers WHERE item = ?', id)
      if (wasThere) markChanged(this.#sql, now)
      return wasThere
    })
    if (isGone) await this.#wakeBy(now + gatherMs)
    return isGone
  }

  /** Begins a feed, in the stead of one that was begun and not ended. */
  beginFeed(name: string): void {
    this.#feed = createFeed(name, this.ctx.storage)
  }

  /** Takes a part of a feed; `lost` when the feed is not, or no longer, known here. */
  feed(name: string, items: readonly Item[]): 'taken' | 'full' | 'lost' {
    return this.#feed?.name === name ? this.#feed.take(items) : 'lost'
  }

  /** Puts a whole feed in force: what is not in it is offered no more. */
  async endFeed(name: string, end: { mayShrink: boolean; now: number }): Promise<FeedEnd> {
    const feed = this.#feed?.name === name ? this.#feed : undefined
    if (!feed) return 'lost'
    const ended = feed.end(end)
    if (typeof ended === 'string') return ended
    this.#feed = undefined
    if (ended.changed + ended.removed > 0) {
      await this.#wakeBy(end.now + gatherMs)
      // What KV refuses now, the alarm brings: the feed itself is in force.
      await this.#publish(end.now).catch(() => undefined)
    }
    return ended
  }

  /** Notes who watches what. */
  async watch(watches: readonly Watch[], now: number): Promise<void> {
    addWatchers(this.#sql, watches, now)
    await this.#wakeBy(now + purgeMs)
  }

  /** Somebody was erased, or watches no more. */
  unwatch(profile: string, items: readonly string[]): void {
    removeWatcher(this.#sql, profile, items)
  }

  /** Publishes what was gathered, tells watchers in small portions, and cleans. */
  override async alarm(): Promise<void> {
    const now = Date.now()
    const { env } = this
    try {
      if (readState(this.#sql).isPending) await this.#publish(now)
      const isMore = await tellWatchers(this.#sql, { env, site: this.#site, now })
      const purge = purgeWatchers(this.#sql, now)
      const sweep = await sweepChunks(this.#sql, { kv: env.CONFIG, now })
      const dues = [isMore ? now : Infinity, sweep ?? Infinity, purge ?? Infinity]
      const next = Math.min(...dues, readState(this.#sql).isPending ? now + gatherMs : Infinity)
      if (next < Infinity) await this.#wakeBy(next)
    } catch (error) {
      // biome-ignore lint/suspicious/noConsole: this is the worker's log; errors here name nobody
      console.error('catalogue', error)
      await this.ctx.storage.setAlarm(now + retryMs)
    }
  }

  async #publish(now: number): Promise<void> {
    await publishCatalogue(this.#sql, { site: this.#site, kv: this.env.CONFIG, now })
  }

  async #wakeBy(at: number): Promise<void> {
    const set = await this.ctx.storage.getAlarm()
    if (set === null || set > at) await this.ctx.storage.setAlarm(at)
  }
}
