import fc from 'fast-check'
import type { Content } from '../../shared/content/content.ts'
import type { Action } from '../../shared/decide/action.ts'
import type { Context } from '../../shared/decide/decision.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import type { LedgerEntry, Profile } from '../../shared/profile/profile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** Monday, 2 March 2026, 10:00 UTC. */
export const now = 1_772_445_600_000
const day = 86_400_000

const slotNames = ['hero', 'side', 'next', 'mail'] as const
const actionNames = ['a', 'b', 'c', 'constructor', 'toString', 'e'] as const
const items = ['sku-1', 'sku-2', 'cart.latest.id', 'viewed.latest.id'] as const

const condition: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject>(
  { 'page.path': '/' },
  { 'page.path': '/cart' },
  { 'traits.orders': { $gte: 2 } },
  { 'segments.buyers': true },
  { 'segments.fans': false },
  { 'cart.count': { $gte: 1 } },
  { $or: [{ 'traits.plan': 'pro' }, { 'page.path': '/' }] },
  { 'context.local.hour': { $lt: 12 } },
  {}
)

const cap = fc.record({
  max: fc.integer({ min: 1, max: 3 }),
  per: fc.constantFrom('session', '1h', '1d', 'lifetime'),
})

const content = fc.constantFrom<Content>(
  { type: 'text', text: 'plain' },
  { type: 'text', text: '{{ traits.nickname }}' },
  { type: 'blocks', surface: 'modal', blocks: [{ type: 'text', text: '{{ item.name }}' }] },
  { type: 'blocks', blocks: [], last: ['note'] }
)

const variants = fc
  .dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.record({ content, share: fc.integer({ min: 0, max: 3 }) }, { requiredKeys: ['content'] }),
    { minKeys: 1 }
  )
  .filter((all) => Object.values(all).some(({ share = 1 }) => share > 0))

const trial = fc.constantFrom<Pick<Action, 'experiment' | 'arms'>>(
  {},
  { experiment: 'plain' },
  { experiment: 'armed' },
  { experiment: 'armed', arms: ['one'] },
  { experiment: 'armed', arms: ['one', 'two'] }
)

/** Any action that a configuration may hold. */
export const action: fc.Arbitrary<Action> = fc
  .record(
    {
      slots: fc.uniqueArray(fc.constantFrom(...slotNames), { minLength: 1 }),
      variants,
      enabled: fc.boolean(),
      when: condition,
      schedule: fc.constantFrom(
        { from: '2026-03-02T10:00:00Z' },
        { until: '2026-03-02T10:00:00Z' },
        { until: '2026-04-01T00:00:00+02:00' }
      ),
      dayparts: fc.constantFrom<NonNullable<Action['dayparts']>>(
        [{ from: '09:00', until: '12:00' }],
        [{ days: [1], from: '22:00', until: '02:00' }]
      ),
      tier: fc.integer({ min: 0, max: 2 }),
      value: fc.oneof(fc.integer({ min: -1, max: 3 }), fc.constant('traits.orders')),
      probability: fc.constantFrom(0, 0.01, 0.5, 1),
      goal: fc.constant({ event: 'Order Completed', within: '7d' }),
      tags: fc.uniqueArray(fc.constantFrom('promo', 'news'), { maxLength: 2 }),
      caps: fc.array(cap, { maxLength: 2 }),
      cooldown: fc.constantFrom({}, { dismissed: '7d' }, { rendered: '1h' }),
      purposes: fc.uniqueArray(fc.constantFrom('personalization', 'ads'), { maxLength: 2 }),
      intent: fc.constantFrom('sell' as const, 'help' as const, 'inform' as const),
      transactional: fc.boolean(),
      item: fc.constantFrom(...items),
      group: fc.constantFrom('g', 'h'),
      novelty: fc.boolean(),
      offer: fc.constant('spring'),
      trial,
    },
    { requiredKeys: ['slots', 'variants', 'trial'] }
  )
  .map(({ trial, ...rest }) => ({ ...rest, ...trial }))
  // An action of an offer shows its code.
  .map((one) => (one.offer === undefined ? one : { ...one, variants: { a: { content: code } } }))

const code: Content = { type: 'text', text: 'Take {{ offer.code }}' }

/** A site over a handful of names, so that its parts meet. */
export const config: fc.Arbitrary<SiteConfig> = fc
  .record({
    actions: fc.dictionary(fc.constantFrom(...actionNames), action, { minKeys: 1 }),
    mode: fc.constantFrom('required' as const, 'opt-out' as const, 'none' as const),
    top: fc.integer({ min: 1, max: 3 }),
    holdout: fc.constantFrom(0, 0.1, 0.5),
    coverage: fc.constantFrom(0, 0.3, 1),
    total: fc.array(cap, { maxLength: 1 }),
    slotCaps: fc.array(cap, { maxLength: 1 }),
    novelty: fc.constantFrom(0, 0.5, 1),
    variety: fc.record({
      of: fc.constantFrom('action' as const, 'category' as const),
      inARow: fc.integer({ min: 1, max: 2 }),
    }),
  })
  .map(({ actions, mode, top, holdout, coverage, total, slotCaps, novelty, variety }) => ({
    name: 'Any',
    consent: { mode, purposes: { personalization: {}, ads: { shares: true } } },
    slots: {
      hero: { top, caps: slotCaps, novelty, default: 'x' },
      side: { variety, default: 'x' },
      next: { instant: true, default: 'x' },
      mail: { channel: 'email' },
    },
    content: { note: { blocks: [{ type: 'text', text: 'Note' }] } },
    offers: { spring: {} },
    segments: {
      buyers: { when: { 'traits.orders': { $gte: 1 } }, public: true },
      fans: { when: { 'segments.buyers': true, 'traits.plan': 'pro' } },
    },
    suppressions: {
      general: { when: { 'traits.plan': 'angry' } },
      promos: { when: { 'traits.orders': 3 }, tags: ['promo'] },
    },
    experiments: {
      plain: { coverage },
      armed: { arms: { one: {}, two: { share: 2 } }, coverage },
    },
    holdout: { share: holdout },
    caps: { total, tags: { promo: [{ max: 2, per: '1d' }] } },
    actions,
  }))

const ledgerEntry: fc.Arbitrary<LedgerEntry> = fc.record(
  {
    at: fc.integer({ min: now - 2 * day, max: now }),
    outcome: fc.constantFrom('decided', 'rendered', 'viewed', 'clicked', 'dismissed', 'converted'),
    decision: fc.constantFrom('d1', 'd2', 'd3', 'd4'),
    action: fc.constantFrom(...actionNames, 'gone'),
    slot: fc.constantFrom(...slotNames),
    channel: fc.constantFrom('page', 'email'),
    session: fc.constantFrom('s1', 's2'),
  },
  { requiredKeys: ['at', 'outcome', 'decision', 'action', 'slot', 'channel'] }
)

const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>
const given = fc.record({ value: json, at: fc.nat(now), by: fc.string() })
const time = fc.integer({ min: now - 100 * day, max: now })

/** A person with a history; traits may hold anything. */
export const profile: fc.Arbitrary<Profile> = fc
  .record({
    stableId: fc.string(),
    plan: fc.constantFrom('pro', 'angry', 'free'),
    orders: fc.nat(4),
    traits: fc.dictionary(fc.string(), given, { maxKeys: 3 }),
    items: fc.dictionary(
      fc.constantFrom('sku-1', 'sku-2'),
      fc.record({ viewed: time, added: time, bought: time }, { requiredKeys: [] })
    ),
    events: fc.dictionary(
      fc.constantFrom('Order Completed', 'Unsubscribed', 'Subscribed'),
      time.map((at) => ({ count: 1, first: at, last: at }))
    ),
    ledger: fc.array(ledgerEntry, { maxLength: 12 }),
    consent: fc.dictionary(fc.constantFrom('personalization', 'ads'), given),
    care: fc.option(fc.constant({ reason: 'ticket', since: now - day, until: now + day })),
  })
  .map(({ stableId, plan, orders, traits, items, ledger, care, ...rest }) => ({
    ...emptyProfile('p', stableId, now - 100 * day),
    ...rest,
    traits: {
      ...traits,
      plan: { value: plan, at: now - day, by: 'e' },
      orders: { value: orders, at: now - day, by: 'e' },
    },
    items: Object.fromEntries(
      Object.entries(items).map(([id, state]) => [
        id,
        { ...state, properties: { name: id }, at: now - day },
      ])
    ),
    ledger: ledger.sort((a, b) => a.at - b.at),
    ...(care === null ? {} : { care }),
  }))

/** A moment; the page may say anything about itself. */
export const context: fc.Arbitrary<Context> = fc.record({
  channel: fc.constantFrom('page', 'email', 'desk'),
  timezone: fc.oneof(fc.constantFrom('Europe/Paris', 'Asia/Kolkata', 'UTC'), fc.string()),
  locale: fc.oneof(fc.constantFrom('en', 'fr-CA'), fc.string()),
  consent: fc.dictionary(fc.constantFrom('personalization', 'ads', '__proto__'), fc.boolean()),
  gpc: fc.boolean(),
  page: fc.oneof(
    fc.constantFrom<JsonObject>({ path: '/' }, { path: '/cart' }),
    fc.dictionary(fc.string(), json)
  ),
  more: fc.dictionary(fc.string(), json),
  bot: fc.boolean(),
})

export const slots = fc.array(fc.constantFrom(...slotNames, 'unknown', '__proto__'), {
  maxLength: 5,
})
