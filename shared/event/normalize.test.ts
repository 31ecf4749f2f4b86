import { describe, expect, it } from 'vitest'
import type { Event } from './event.ts'
import { limits } from './limits.ts'
import {
  type IncomingEvent,
  isStale,
  type Normalized,
  type NormalizeOptions,
  normalizeEvent,
} from './normalize.ts'
import { formatTime } from './time.ts'

const receivedAt = 1_795_255_200_000
const day = 86_400_000

function normalize(incoming: Partial<IncomingEvent>, options: Partial<NormalizeOptions> = {}) {
  return normalizeEvent(
    { type: 'track', event: 'Song Played', messageId: 'm1', age: 0, ...incoming },
    { receivedAt, origin: 'page', ...options }
  )
}

function eventOf(result: Normalized): Event {
  if ('problem' in result) throw new Error(result.problem.message)
  return result.event
}

function codeOf(result: Normalized): string | undefined {
  return 'problem' in result ? result.problem.code : undefined
}

describe('normalizeEvent', () => {
  it('makes an event of a page’s track call', () => {
    const incoming = { properties: { song: 's1' }, anonymousId: 'a1', age: 1_500, seq: 7 }
    expect(normalize(incoming)).toEqual({
      event: {
        id: 'm1',
        type: 'track',
        name: 'Song Played',
        at: receivedAt - 1_500,
        properties: { song: 's1' },
        traits: {},
        ids: { anonymous_id: 'a1' },
        origin: 'page',
        seq: 7,
      },
      notes: {},
    })
  })

  it('names other calls by their type and keeps a page’s name and category', () => {
    const page = {
      type: 'page',
      name: 'Home',
      category: 'Shop',
      properties: { path: '/' },
    } as const
    expect(eventOf(normalize(page))).toMatchObject({
      name: 'page',
      properties: { name: 'Home', category: 'Shop', path: '/' },
    })
    expect(
      eventOf(normalize({ type: 'group', groupId: 'g1', traits: { plan: 'pro' } }))
    ).toMatchObject({ name: 'group', properties: { group_id: 'g1' }, traits: { plan: 'pro' } })
  })

  it('translates GA4’s names and parameters', () => {
    const properties = {
      currency: 'EUR',
      value: 30,
      transaction_id: 'o1',
      items: [{ item_id: 'p1', item_name: 'Boots', item_category: 'shoes', price: 30 }],
    }
    expect(eventOf(normalize({ event: 'purchase', properties }))).toMatchObject({
      name: 'Order Completed',
      properties: {
        order_id: 'o1',
        revenue: 30,
        products: [{ product_id: 'p1', name: 'Boots', category: 'shoes', price: 30 }],
      },
    })
  })

  it('lifts GA4’s only item to the top of an event about one product', () => {
    const properties = { items: [{ item_id: 'p1', item_name: 'Boots' }] }
    expect(eventOf(normalize({ event: 'view_item', properties })).properties).toEqual({
      product_id: 'p1',
      name: 'Boots',
    })
  })

  it('takes the names of Segment’s first ecommerce spec', () => {
    expect(eventOf(normalize({ event: 'Completed Order' })).name).toBe('Order Completed')
  })

  it('refuses a track call without a name and an event without an id', () => {
    expect(codeOf(normalize({ event: ' ' }))).toBe('event_name_invalid')
    expect(codeOf(normalize({ event: '__proto__' }))).toBe('event_name_invalid')
    expect(codeOf(normalize({ messageId: undefined }))).toBe('message_id_invalid')
    expect(eventOf(normalize({ messageId: undefined }, { fallbackId: 'f1' })).id).toBe('f1')
  })
})

describe('event time (C4)', () => {
  const clock = (ms: number): string => formatTime(ms)

  it('is our clock minus the page’s age', () => {
    expect(eventOf(normalize({ age: 90_000.4 })).at).toBe(receivedAt - 90_000)
  })

  it('is never in the future, and says so', () => {
    const incoming = { age: undefined, timestamp: clock(receivedAt + day) }
    expect(normalize(incoming)).toMatchObject({
      event: { at: receivedAt },
      notes: { clockSuspect: true },
    })
  })

  it('corrects a Segment clock that is three years off by the time of sending', () => {
    for (const off of [-3 * 365 * day, 3 * 365 * day]) {
      const incoming = { age: undefined, originalTimestamp: clock(receivedAt + off - 5_000) }
      const { at } = eventOf(normalize(incoming, { sentAt: clock(receivedAt + off) }))
      expect(at).toBe(receivedAt - 5_000)
    }
  })

  it('takes a bare timestamp as history', () => {
    const incoming = { age: undefined, timestamp: '2019-03-01T00:00:00+01:00' }
    const event = eventOf(normalize(incoming, { origin: 'server' }))
    expect(clock(event.at)).toBe('2019-02-28T23:00:00.000Z')
  })

  it('refuses a time that cannot be read', () => {
    expect(codeOf(normalize({ age: undefined, timestamp: 'yesterday' }))).toBe('time_invalid')
  })

  it('calls a page’s event stale after 7 days, a back end’s never (D6)', () => {
    const aged = (age: number, origin: 'page' | 'server'): boolean =>
      isStale(eventOf(normalize({ age }, { origin })), receivedAt)
    expect(aged(7 * day - 3_600_000, 'page')).toBe(false)
    expect(aged(7 * day + 3_600_000, 'page')).toBe(true)
    expect(aged(700 * day, 'server')).toBe(false)
  })
})

describe('limits (S13)', () => {
  const nested = (depth: number): Record<string, never> =>
    JSON.parse(`${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`)
  const keys = (n: number): Record<string, number> =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i]))

  it('accepts what is just within, and refuses what is just beyond', () => {
    const { depth, traits, keyBytes, valueBytes } = limits.event
    const cases: [Partial<IncomingEvent>, string | undefined][] = [
      [{ properties: nested(depth) }, undefined],
      [{ properties: nested(depth + 1) }, 'too_deep'],
      [{ type: 'identify', traits: keys(traits) }, undefined],
      [{ type: 'identify', traits: keys(traits + 1) }, 'too_many_keys'],
      [{ properties: keys(limits.event.properties + 1) }, 'too_many_keys'],
      [{ properties: { ['é'.repeat(127)]: 1 } }, undefined],
      [{ properties: { ['é'.repeat(keyBytes / 2 + 1)]: 1 } }, 'key_too_long'],
      [{ properties: { a: 'x'.repeat(valueBytes) } }, undefined],
      [{ properties: { a: 'x'.repeat(valueBytes + 1) } }, 'value_too_long'],
      [
        { type: 'identify', traits: { a: ['x'.repeat(5_000), 'x'.repeat(5_000)] } },
        'value_too_long',
      ],
      [{ properties: { a: Array(5).fill('x'.repeat(8_000)) } }, 'too_large'],
    ]
    for (const [incoming, code] of cases) expect(codeOf(normalize(incoming))).toBe(code)
  })

  it('answers a body of 100,000 nested lists without overflowing', () => {
    let deep: unknown = []
    for (let i = 0; i < 100_000; i++) deep = [deep]
    expect(codeOf(normalize({ properties: { deep } as never }))).toBe('too_deep')
  })
})

describe('what is left out', () => {
  it('drops and counts keys that reach into prototypes, at any depth (S10)', () => {
    const properties = JSON.parse(
      '{"__proto__":{"polluted":1},"a":[{"constructor":{"prototype":{"polluted":1}},"b":1}]}'
    )
    const result = normalize({ properties })
    expect(result).toMatchObject({ notes: { droppedKeys: 2 } })
    expect(JSON.stringify(eventOf(result).properties)).toBe('{"a":[{"b":1}]}')
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('drops red facts that nobody declared, and counts them', () => {
    const traits = { creditCardNumber: '4111', religion: 'x', plan: 'pro', email: 'a@b.example' }
    const result = normalize({ type: 'identify', traits })
    expect(result).toMatchObject({ notes: { droppedRed: ['creditCardNumber', 'religion'] } })
    expect(eventOf(result).traits).toEqual({ plan: 'pro', email: 'a@b.example' })
  })

  it('lets a red fact in that the owner declared', () => {
    const traits = { allergies: 'nuts' }
    const options = { declared: new Set(['allergies']) }
    expect(eventOf(normalize({ type: 'identify', traits }, options)).traits).toEqual(traits)
  })

  it('repairs what JSON or UTF-8 cannot carry (S14)', () => {
    const properties = { a: '\ud800x', b: -0, c: Number.POSITIVE_INFINITY }
    const event = eventOf(normalize({ properties }))
    expect(JSON.stringify(event.properties)).toBe('{"a":"\ufffdx","b":0,"c":null}')
  })

  it('joins nobody by ids that name nobody', () => {
    const blocked = [
      '',
      '0',
      '000-000',
      '-1',
      'null',
      'Anonymous',
      ' undefined ',
      '[object Object]',
    ]
    for (const userId of blocked) {
      expect(eventOf(normalize({ userId, anonymousId: 'a1' })).ids).toEqual({ anonymous_id: 'a1' })
    }
  })

  it('keeps of a context what decisions can use, never address or agent', () => {
    const context = {
      ip: '203.0.113.9',
      userAgent: 'Mozilla',
      locale: 'fr-FR',
      timezone: 'Europe/Paris',
      campaign: { source: 'mail', nested: {} },
      externalIds: [{ type: 'card', id: 42 }, { type: 'bad kind', id: 'x' }, null],
      consent: { categoryPreferences: { ads: false, mail: true, odd: 'yes' } },
    }
    const event = eventOf(normalize({ context, userId: 'u1' }))
    expect(event.context).toEqual({
      locale: 'fr-FR',
      timezone: 'Europe/Paris',
      campaign: { source: 'mail' },
    })
    expect(event.ids).toEqual({ card: '42', user_id: 'u1' })
    expect(event.consent).toEqual({ ads: false, mail: true })
  })

  it('reads RudderStack’s traits and consent where that library puts them', () => {
    const context = {
      traits: { plan: 'pro', age: 3 },
      consentManagement: { allowedConsentIds: ['a'], deniedConsentIds: ['b'] },
    }
    const event = eventOf(normalize({ type: 'identify', traits: { age: 4 }, context }))
    expect(event.traits).toEqual({ plan: 'pro', age: 4 })
    expect(event.consent).toEqual({ a: true, b: false })
  })
})
