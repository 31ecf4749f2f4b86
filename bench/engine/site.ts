import type { Action } from '../../shared/decide/action.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** How large a site is. */
export interface SiteSize {
  /** Actions that can apply on the page that asks. */
  live: number
  /** Actions whose audience asks for another page. */
  elsewhere: number
}

/** Slots of the page that asks. */
export const slots = ['hero', 'side', 'strip', 'footer', 'corner'] as const

const categories = Array.from({ length: 12 }, (_, i) => `category-${i}`)
const spread = <T>(values: readonly T[], i: number): T | undefined => values[i % values.length]

/**
 * A shop's configuration of a given size: audiences of one to four comparisons over some hundred
 * different ones, a third with a schedule, a fifth with dayparts, tags, items, experiments, caps.
 */
export function siteOf({ live, elsewhere }: SiteSize): SiteConfig {
  const actions: Record<string, Action> = {}
  for (let i = 0; i < live; i++) actions[`live-${i}`] = actionOf(i)
  for (let i = 0; i < elsewhere; i++) {
    const action = actionOf(i)
    actions[`else-${i}`] = { ...action, when: { ...action.when, 'page.path': `/page-${i % 997}` } }
  }
  return {
    name: 'Bench',
    timezone: 'Europe/Paris',
    slots: Object.fromEntries(slots.map((slot) => [slot, { default: 'x' }])),
    traits: traits(),
    segments: segments(),
    suppressions: Object.fromEntries(
      categories.map((category, i) => [
        `rule-${i}`,
        {
          when: { 'bought.latest.category': category, 'bought.count': { $gte: 50 + i } },
          tags: [`tag-${i % 6}`],
        },
      ])
    ),
    experiments: Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [`trial-${i}`, { coverage: 0.5 + i / 20 }])
    ),
    holdout: { share: 0.01 },
    caps: { total: [{ max: 500, per: '1d' }], tags: { 'tag-0': [{ max: 40, per: '7d' }] } },
    actions,
  }
}

function traits(): NonNullable<SiteConfig['traits']> {
  const viewed = { event: 'Product Viewed' } as const
  const ordered = { event: 'Order Completed' } as const
  return {
    views: { compute: 'count', ...viewed, window: '7d' },
    viewsByCategory: { compute: 'count', ...viewed, window: '30d', by: 'properties.category' },
    favourite: { compute: 'favourite', ...viewed, of: 'properties.category', halfLife: '14d' },
    orders: { compute: 'count', ...ordered },
    revenue: { compute: 'sum', ...ordered, of: 'properties.total', window: '26w' },
    basket: { compute: 'average', ...ordered, of: 'properties.total' },
    sinceOrder: { compute: 'recency', ...ordered },
    trend: { compute: 'trend', ...viewed, window: '7d' },
    streak: { compute: 'streak' },
    hours: { compute: 'hours' },
    score: {
      compute: 'score',
      weights: { 'Product Viewed': 1, 'Order Completed': 10 },
      halfLife: '30d',
    },
    brands: { compute: 'distinct', ...viewed, of: 'properties.brand' },
  }
}

function segments(): NonNullable<SiteConfig['segments']> {
  const named = categories.map((category, i) => [
    `likes-${i}`,
    { when: { 'traits.favourite': category, 'traits.views': { $gte: i } }, public: i < 3 },
  ])
  return {
    ...Object.fromEntries(named),
    buyers: { when: { 'traits.orders': { $gte: 1 } }, public: true },
    loyal: { when: { 'segments.buyers': true, 'traits.revenue': { $gt: 500 } } },
  }
}

/** Comparisons that audiences are made of. */
function comparison(i: number): JsonObject {
  const category = spread(categories, i) ?? ''
  const kinds: JsonObject[] = [
    { 'traits.views': { $gte: i % 20 } },
    { [`segments.likes-${i % 12}`]: true },
    { [`traits.viewsByCategory.${category}`]: { $gt: i % 7 } },
    { 'context.viewport.width': { $gte: 300 + 50 * (i % 20) } },
    { 'traits.revenue': { $lt: 100 * (i % 30) } },
    { 'context.local.hour': { $gte: i % 24 } },
    { 'segments.buyers': i % 2 === 0 },
    { 'cart.count': { $lte: i % 5 } },
    { 'traits.plan': spread(['free', 'pro', 'team'], i) ?? '' },
    { 'viewed.latest.category': { $ne: category } },
    { 'traits.sinceOrder': { $gt: 86_400_000 * (i % 40) } },
    { 'context.campaign.source': { $exists: i % 2 === 0 } },
  ]
  return spread(kinds, i * 7 + 3) ?? {}
}

function actionOf(i: number): Action {
  const when = Object.assign(
    {},
    ...Array.from({ length: 1 + (i % 4) }, (_, k) => comparison(i + 5 * k))
  )
  const text = (variant: string) => ({
    content: {
      type: 'text' as const,
      text: `Offer ${i} ${variant}, because you like {{ traits.favourite }}`,
    },
  })
  return {
    slots: [spread(slots, i) ?? 'hero'],
    variants: i % 3 === 0 ? { a: text('a'), b: text('b') } : { on: text('') },
    when,
    value: i % 5 === 0 ? { of: 'traits.basket', times: 0.1 } : 1 + (i % 17),
    probability: 0.01 + (i % 9) / 100,
    tier: i % 3,
    tags: [`tag-${i % 6}`],
    ...(i % 3 === 0 && {
      schedule: { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
    }),
    ...(i % 5 === 0 && { dayparts: [{ days: [1, 2, 3, 4, 5], from: '08:00', until: '20:00' }] }),
    ...(i % 4 === 0 && { item: `sku-${i % 400}` }),
    ...(i % 10 === 0 && { experiment: `trial-${(i / 10) % 10}` }),
    ...(i % 7 === 0 && {
      caps: [
        { max: 3, per: '1d' },
        { max: 10, per: '4w' },
      ],
    }),
    ...(i % 11 === 0 && { intent: 'help' as const }),
  }
}
