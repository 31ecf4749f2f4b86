import type { SiteConfig } from '../../shared/site/config.ts'

const slots = ['hero', 'aside', 'strip', 'footer', 'overlay']
const categories = ['lighting', 'bedding', 'kitchen', 'living', 'garden', 'bath', 'office', 'kids']

/** A believable site with as many actions as asked for: audiences, caps, two variants each. */
export function benchSite(actions: number): SiteConfig {
  return {
    name: 'Bench',
    slots: Object.fromEntries(slots.map((slot) => [slot, { default: 'Nothing' }])),
    traits: {
      favourite: {
        compute: 'favourite',
        event: 'Product Viewed',
        of: 'properties.category',
        halfLife: '7d',
      },
      views: { compute: 'count', event: 'Product Viewed', window: '7d' },
      viewsBy: {
        compute: 'count',
        event: 'Product Viewed',
        by: 'properties.category',
        window: '30d',
      },
      spend: { compute: 'sum', event: 'Order Completed', of: 'properties.total' },
      orders: { compute: 'count', event: 'Order Completed' },
      recency: { compute: 'recency', event: 'Product Viewed' },
    },
    segments: {
      keen: { when: { 'traits.views': { $gte: 5 } } },
      buyer: { when: { 'traits.orders': { $gte: 1 } } },
    },
    actions: Object.fromEntries(
      Array.from({ length: actions }, (_, n) => [
        `action${n}`,
        {
          slots: [slots[n % slots.length] ?? 'hero'],
          when: {
            'traits.favourite': categories[n % categories.length] ?? 'lighting',
            'traits.views': { $gte: n % 7 },
            ...(n % 3 === 0 ? { 'segments.buyer': false } : {}),
          },
          tier: n % 3,
          value: 1 + (n % 11),
          caps: [{ max: 5_000, per: '1d', of: 'rendered' }],
          variants: {
            a: { content: { type: 'text', text: `Offer ${n}` } },
            b: { content: { type: 'text', text: `Another way to say offer ${n}` } },
          },
        },
      ])
    ),
    caps: { total: [{ max: 10_000, per: '1d' }] },
  }
}

/** A page's batch: five things that happened, three slots to fill. */
export function benchBatch(visitor: number, n: number): string {
  const category = categories[visitor % categories.length]
  return JSON.stringify({
    key: 'pk_demo',
    visitor: `bench-visitor-${String(visitor).padStart(8, '0')}`,
    stream: `bench-${visitor}`,
    sentAt: '2026-11-21T12:00:00.000Z',
    events: Array.from({ length: 5 }, (_, i) => ({
      messageId: `m-${visitor}-${n}-${i}`,
      type: i === 0 ? 'page' : 'track',
      ...(i === 0 ? { name: 'Product' } : { event: 'Product Viewed' }),
      properties: { product_id: `p${(n + i) % 40}`, category, price: 10 + i, name: `Product ${i}` },
      age: 20 * i,
      seq: n * 5 + i,
    })),
    context: {
      page: { url: 'https://shop.example/p/1', path: '/p/1', title: 'Product 1' },
      timezone: 'Europe/Paris',
      locale: 'en',
      device: 'desktop',
    },
    slots: ['hero', 'aside', 'strip'],
  })
}
