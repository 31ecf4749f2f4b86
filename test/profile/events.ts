import fc from 'fast-check'
import type { Event, EventType } from '../../shared/event/event.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'

/** 2026-11-21T10:00:00Z. */
export const now = 1_795_255_200_000

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

let counter = 0

/** A track event for a test; whatever it does not say does not matter to it. */
export function track(name: string, given: Partial<Event> = {}): Event {
  counter++
  return {
    id: `e${counter}`,
    type: 'track',
    name,
    at: now,
    properties: {},
    traits: {},
    ids: {},
    origin: 'page',
    ...given,
  }
}

/** A few values each, so that random events meet: same items, same groups, same milliseconds. */
const product = fc.record(
  {
    product_id: fc.constantFrom<Json>('p1', 'p2', 'p3', 4, '', '__proto__'),
    name: fc.constantFrom('Boots', 'Lamp'),
    category: fc.constantFrom<Json>('shoes', 'light', 'shoes.men', 'constructor', null),
    price: fc.constantFrom<Json>(0.1, 0.2, 19.99, -3, '49.90', 'free', 1e9),
  },
  { requiredKeys: [] }
)
const properties: fc.Arbitrary<JsonObject> = fc.oneof(
  product as fc.Arbitrary<JsonObject>,
  fc.record({
    products: fc.array(product, { maxLength: 3 }),
    revenue: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  }),
  fc.record(
    {
      decision: fc.constantFrom('d1', 'd2'),
      action: fc.constantFrom('hero', 'toast', '__proto__'),
      slot: fc.constant('home'),
      variant: fc.constantFrom('a', 'b'),
      sentiment: fc.constantFrom<Json>('angry', -0.8, 0.3),
      ticket_id: fc.constantFrom<Json>('t1', 2),
      results: fc.constantFrom<Json>(0, 3),
      category: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
    },
    { requiredKeys: [] }
  )
)

const names = [
  'Product Viewed',
  'Product Added',
  'Product Removed',
  'Order Completed',
  'Order Refunded',
  'Products Searched',
  'Rage Clicked',
  'Form Errored',
  'Ticket Opened',
  'Ticket Resolved',
  'Live Chat Message Sent',
  'Decision Rendered',
  'Decision Clicked',
  'Song Played',
  'toString',
]

/** Close together and far apart, many of them in the same millisecond. */
const time = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map((n) => now - n * 5 * minute),
  fc.integer({ min: 0, max: 50 }).map((n) => now - n * 12 * hour),
  fc.integer({ min: 0, max: 400 * day }).map((ms) => now - ms)
)

const typed: fc.Arbitrary<{ type: EventType; name: string }> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...names).map((name) => ({ type: 'track' as const, name })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<EventType>('page', 'screen', 'identify', 'group', 'alias')
      .map((type) => ({ type, name: type })),
  }
)

const body = fc.record({
  at: time,
  properties,
  traits: fc.dictionary(
    fc.constantFrom('plan', 'email', 'age', '__proto__'),
    fc.constantFrom<Json>('a', 'b', 1, null, { city: 'Lyon' }),
    { maxKeys: 3 }
  ),
  ids: fc.dictionary(
    fc.constantFrom('user_id', 'anonymous_id', 'card'),
    fc.constantFrom('x', 'y', 'z'),
    { maxKeys: 2 }
  ),
  origin: fc.constantFrom<Event['origin']>('page', 'server'),
})

const extras = fc.record(
  {
    consent: fc.dictionary(fc.constantFrom('ads', 'mail'), fc.boolean(), { maxKeys: 2 }),
    context: fc.record(
      { timezone: fc.constantFrom('Europe/Paris', 'Mars/Base'), locale: fc.constant('fr') },
      { requiredKeys: [] }
    ),
  },
  { requiredKeys: [] }
)

/** Up to so many different events, in the order of their times; most lives are short, some long. */
export function anyEvents(maxLength: number): fc.Arbitrary<Event[]> {
  const event = fc.tuple(typed, body, extras).map((parts) => Object.assign({}, ...parts) as Event)
  const short = fc.array(event, { maxLength: Math.min(20, maxLength), size: 'max' })
  const long = fc.array(event, { maxLength, size: 'max' })
  return fc
    .oneof({ weight: 4, arbitrary: short }, { weight: 1, arbitrary: long })
    .map((events) =>
      events.map((each, i) => ({ ...each, id: `e${i}` })).sort((a, b) => a.at - b.at)
    )
}

/** The events in any order, many of them twice or three times, cut into batches. */
export function anyArrival(events: readonly Event[]): fc.Arbitrary<Event[][]> {
  return fc
    .tuple(
      fc.shuffledSubarray(
        events.flatMap((event) => [event, event]),
        { minLength: events.length }
      ),
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 })
    )
    .map(([some, sizes]) => batches([...some, ...events], sizes))
}

function batches(events: readonly Event[], sizes: readonly number[]): Event[][] {
  const cut: Event[][] = []
  for (let i = 0; i < events.length; ) {
    const size = sizes[cut.length % sizes.length] ?? 1
    cut.push(events.slice(i, i + size))
    i += size
  }
  return cut
}
