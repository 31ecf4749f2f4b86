import { changeEvents } from '../../shared/catalogue/change.ts'
import type { Event } from '../../shared/event/event.ts'
import { createRecent } from '../../shared/memory/recent.ts'
import { itemsOf } from '../../shared/profile/item-details.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import type { Env } from '../env.ts'
import type { LiveSite } from '../site/live-site.ts'
import { catalogueObject } from './address.ts'
import type { Watch } from './watchers.ts'

/** What somebody does who may want to hear of an item again. */
const interest: ReadonlySet<string> = new Set([
  'Product Viewed',
  'Product Added',
  'Product Added to Wishlist',
])

const flushMs = 1_000
/** A flush that has not come by then died with the request that was to do it. */
const lostMs = 5_000
const maxPerFlush = 1_000

/** Whether any journey of a site waits for each kind of change: without one nobody is noted. */
const wants = new WeakMap<SiteConfig, { restocked: boolean; cheaper: boolean }>()

/** Who is noted already; asking again would only say the same. */
const noted = createRecent<true>(50_000)

/** Watches not yet handed on, by site: one call for all visitors of a second. */
let pending = new Map<string, Watch[]>()
let flushingSince = 0

/** Where and when somebody showed interest. */
export interface Interest {
  env: Env
  site: string
  profile: string
  now: number
  keepAlive(work: Promise<unknown>): void
}

/**
 * Notes, beside the visitor's own transaction and never in its way, that somebody may want to hear of
 * an item again: one that can not be had, when a journey tells of its return; any, when one tells of
 * its price.
 */
export function noteInterest(events: readonly Event[], live: LiveSite, interested: Interest): void {
  const wanted = wantsOf(live.snapshot.config)
  const { catalogue } = live.rules
  if (!catalogue || (!wanted.restocked && !wanted.cheaper)) return
  const { site, profile } = interested
  for (const event of events) {
    if (!interest.has(event.name)) continue
    for (const { id } of itemsOf(event)) {
      const item = catalogue.item(id)
      const isWanted = item && (wanted.cheaper || item.available === false)
      const key = `${site}/${id}/${profile}`
      if (!isWanted || noted.get(key)) continue
      noted.set(key, true)
      add(site, { item: id, profile })
    }
  }
  flushLater(interested)
}

function add(site: string, watch: Watch): void {
  const watches = pending.get(site) ?? []
  // More than that in a second is a flood; the next look at the item is noted.
  if (watches.length < maxPerFlush) pending.set(site, [...watches, watch])
}

function flushLater({ env, now, keepAlive }: Interest): void {
  if (pending.size === 0 || now - flushingSince < lostMs) return
  flushingSince = now
  keepAlive(flush(env, now))
}

async function flush(env: Env, now: number): Promise<void> {
  await scheduler.wait(flushMs)
  const flushed = pending
  pending = new Map()
  flushingSince = 0
  for (const [site, watches] of flushed) {
    try {
      await catalogueObject(env, site).watch(watches, now)
    } catch {
      for (const { item, profile } of watches) noted.delete(`${site}/${item}/${profile}`)
    }
  }
}

function wantsOf(config: SiteConfig): { restocked: boolean; cheaper: boolean } {
  const known = wants.get(config)
  if (known) return known
  const journeys = JSON.stringify(config.journeys ?? {})
  const told = {
    restocked: journeys.includes(`"${changeEvents.restocked}"`),
    cheaper: journeys.includes(`"${changeEvents.cheaper}"`),
  }
  wants.set(config, told)
  return told
}
