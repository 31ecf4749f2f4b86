import type { Context } from '../../shared/decide/decision.ts'
import type { Event } from '../../shared/event/event.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { foldEvents } from '../../shared/profile/fold.ts'
import type { LedgerEntry, Profile } from '../../shared/profile/profile.ts'
import type { CompiledSite } from '../../shared/site/compile.ts'

/** Monday, 2 March 2026, 10:00 UTC. */
export const now = 1_772_445_600_000
const hour = 3_600_000

/** How much a person has behind them. */
export interface History {
  events: number
  ledger: number
  /** What the page that asks has just sent. A product's view changes more of what facts are made of. */
  view: 'page' | 'product'
}

/** What the issue calls a rich profile: months of visits, orders, and a full attention ledger. */
export const rich: History = { events: 600, ledger: 250, view: 'page' }

/** People who differ in what they did, so that no cache of the engine meets the same one twice in a row. */
export function peopleOf(site: CompiledSite, history: History, count: number): Profile[] {
  return Array.from({ length: count }, (_, i) => {
    const start = emptyProfile(`person-${i}`, `stable-${i}`, now - 90 * 24 * hour)
    const profile = foldEvents(start, eventsOf(i, history.events), { now, site })
    const ledger = ledgerOf(i, history.ledger)
    return { ...profile, ledger, totals: totalsOf(ledger) }
  })
}

/** Contexts that go with them. */
export function contextOf(i: number): Context {
  return {
    channel: 'page',
    timezone: ['Europe/Paris', 'America/New_York', 'Asia/Kolkata'][i % 3] ?? 'UTC',
    locale: 'en-GB',
    consent: { personalization: true },
    gpc: false,
    page: { path: '/', url: 'https://shop.example/', properties: { type: 'home' } },
    more: {
      device: i % 2 === 0 ? 'mobile' : 'desktop',
      viewport: { width: i % 2 === 0 ? 390 : 1_440, height: 844 },
      campaign: { source: 'mail' },
    },
    bot: false,
  }
}

function eventsOf(person: number, count: number): Event[] {
  return Array.from({ length: count }, (_, i): Event => {
    const item = (i * 13 + person * 7) % 120
    const product = {
      product_id: `sku-${item}`,
      name: `Product ${item}`,
      category: `category-${(item + person) % 12}`,
      brand: `brand-${item % 9}`,
      price: 10 + item,
    }
    const kind = i % 25 === 0 ? 'Order Completed' : i % 9 === 0 ? 'Product Added' : 'Product Viewed'
    return {
      id: `e-${person}-${i}`,
      type: i === 0 ? 'identify' : 'track',
      name: i === 0 ? 'identify' : kind,
      at: now - (count - i) * 2 * hour,
      properties: kind === 'Order Completed' ? { total: 20 + item, products: [product] } : product,
      traits: i === 0 ? { plan: 'pro' } : {},
      ids: {},
      origin: 'page',
    }
  })
}

/** The view of a page or of a product, as the page that asks has just sent it. */
export function viewOf(n: number, { view: kind }: History): Event[] {
  const item = n % 120
  const product = { product_id: `sku-${item}`, category: `category-${item % 12}`, price: 10 + item }
  const isProduct = kind === 'product'
  const view: Event = {
    id: `v-${n}`,
    type: isProduct ? 'track' : 'page',
    name: isProduct ? 'Product Viewed' : 'Page Viewed',
    at: now - 100,
    properties: isProduct ? product : { path: '/' },
    traits: {},
    ids: {},
    origin: 'page',
  }
  return [view]
}

/** Forty actions that this person has met again and again. */
function ledgerOf(person: number, count: number): LedgerEntry[] {
  return Array.from(
    { length: count },
    (_, i): LedgerEntry => ({
      at: now - (count - i) * hour,
      outcome: i % 40 === 0 ? 'dismissed' : i % 9 === 0 ? 'viewed' : 'rendered',
      decision: `d-${i}`,
      action: `live-${((i * 7 + person) % 40) * 25}`,
      slot: 'hero',
      channel: 'page',
    })
  )
}

function totalsOf(ledger: readonly LedgerEntry[]): Profile['totals'] {
  const totals: Profile['totals'] = {}
  for (const { action, outcome, at } of ledger) {
    const known = totals[action] ?? {}
    totals[action] = { ...known, [outcome]: { count: (known[outcome]?.count ?? 0) + 1, last: at } }
  }
  return totals
}
