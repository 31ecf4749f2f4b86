import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEvents, day, hour, minute, now, track } from '../../test/profile/events.ts'
import { siteOf } from '../../test/profile/site.ts'
import { everyKind } from '../../test/profile/traits.ts'
import type { Event } from '../event/event.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { limits } from '../event/limits.ts'
import { type IncomingEvent, normalizeEvent } from '../event/normalize.ts'
import { emptyProfile } from './empty.ts'
import { createFacts } from './facts.ts'
import { foldEvents } from './fold.ts'
import { mergeProfiles } from './merge.ts'
import type { Profile } from './profile.ts'
import { viewProfile } from './view.ts'

const site = siteOf({ traits: everyKind })
const context = { channel: 'page', timezone: 'UTC', locale: 'en', page: {}, more: {} }

function fold(events: readonly Event[], at = now): Profile {
  return foldEvents(emptyProfile('p', 's', now), events, { now: at, site })
}

describe('given traits', () => {
  const identify = (at: number, traits: JsonObject, id: string): Event =>
    track('identify', { type: 'identify', at, traits, id })

  it('are the latest by time, and by id in the same millisecond', () => {
    const events = [identify(2, { a: 'late' }, 'x'), identify(1, { a: 'early', b: 1 }, 'y')]
    expect(fold(events).traits).toEqual({
      a: { value: 'late', at: 2, by: 'x' },
      b: { value: 1, at: 1, by: 'y' },
    })
    const tied = [identify(1, { a: 'm' }, 'm'), identify(1, { a: 'k' }, 'k')]
    expect(fold(tied).traits.a?.value).toBe('m')
  })

  it('stay unset by null when an older value comes late', () => {
    const events = [identify(2, { a: null }, 'x'), identify(1, { a: 'old' }, 'y')]
    const profile = fold(events)
    expect(createFacts({ profile, site, context, now })('traits.a')).toBeUndefined()
    expect(viewProfile({ profile, site, now, segments: [] }).traits).not.toHaveProperty('a')
  })

  it('of a group carry its name', () => {
    const group = track('group', {
      type: 'group',
      traits: { plan: 'pro' },
      properties: { group_id: 'g1' },
    })
    const lookup = createFacts({ profile: fold([group]), site, context, now })
    expect(lookup('traits.group.plan')).toBe('pro')
    expect(lookup('traits.group.id')).toBe('g1')
  })
})

describe('external ids', () => {
  it('stand oldest first, whichever came first', () => {
    const named = (at: number, id: string): Event => track('A', { at, ids: { card: id } })
    expect(fold([named(3, 'c'), named(1, 'b'), named(2, 'a'), named(9, 'b')]).ids).toEqual({
      card: ['b', 'a', 'c'],
    })
  })
})

describe('sessions', () => {
  const at = (ms: number, type: Event['type'] = 'track'): Event =>
    track('A', { at: now + ms, type })

  it('end after 30 minutes of silence', () => {
    const profile = fold([at(0), at(30 * minute), at(60 * minute + 1)], now + 2 * hour)
    expect(profile.session).toMatchObject({ number: 2, startedAt: now + 60 * minute + 1 })
    expect(fold([at(0), at(30 * minute)], now + hour).session?.number).toBe(1)
  })

  it('end after 24 hours, and count their own pages', () => {
    const events = Array.from({ length: 75 }, (_, i) => at(i * 20 * minute, 'page'))
    const profile = fold(events, now + 2 * day)
    expect(profile.session).toMatchObject({ number: 2, startedAt: now + day, pages: 3 })
  })

  it('join when an event between them comes late', () => {
    const events = [at(0, 'page'), at(40 * minute, 'page')]
    expect(fold(events, now + hour).session?.number).toBe(2)
    const joined = foldEvents(fold(events, now + hour), [at(20 * minute)], {
      now: now + hour,
      site,
    })
    expect(joined.session).toMatchObject({ number: 1, pages: 2, startedAt: now })
  })

  it('count every visit of a long life, and forget none', () => {
    let profile = emptyProfile('p', 's', now)
    for (let i = 0; i < 300; i++) {
      const time = now + i * day
      const event = track('page', { type: 'page', at: time })
      profile = foldEvents(profile, [event], { now: time, site })
    }
    expect(profile.session?.number).toBe(300)
    expect(profile.visits?.start.length).toBeLessThan(15)
  })

  it('are not opened by a back end', () => {
    expect(fold([track('Order Completed', { origin: 'server' })]).session).toBeUndefined()
  })
})

describe('items', () => {
  const deed = (name: string, id: string, ago: number, properties: JsonObject = {}): Event =>
    track(name, { at: now - ago, properties: { product_id: id, ...properties } })

  it('remember the latest time of each deed, also of an order’s products', () => {
    const events = [
      deed('Product Viewed', 'a', 9, { name: 'Boots', price: 30 }),
      deed('Product Added', 'a', 5),
      track('Order Completed', {
        at: now,
        properties: { products: [{ product_id: 'a' }, { sku: 'b' }] },
      }),
    ]
    expect(fold(events).items).toEqual({
      a: {
        properties: { name: 'Boots', price: 30 },
        at: now - 9,
        viewed: now - 9,
        added: now - 5,
        bought: now,
      },
      b: { properties: { sku: 'b' }, at: now, bought: now },
    })
  })

  it('keep the newest 200 of each deed, and the same ones in every order', () => {
    const views = Array.from({ length: 300 }, (_, i) =>
      deed('Product Viewed', `v${i}`, i, { name: 'x' })
    )
    const orders = Array.from({ length: 250 }, (_, i) =>
      deed('Order Completed', `b${i}`, 1_000 + i)
    )
    const one = fold([...views, ...orders])
    const other = [...orders, ...views].reduceRight(
      (p, e) => foldEvents(p, [e], { now, site }),
      emptyProfile('p', 's', now)
    )
    expect(JSON.stringify(other)).toBe(JSON.stringify(one))
    const kept = Object.keys(one.items)
    expect(kept.filter((id) => id.startsWith('v')).length).toBe(limits.profile.items)
    expect(kept.filter((id) => id.startsWith('b')).length).toBe(limits.profile.items)
    expect(one.items).toHaveProperty('b0')
    expect(one.items).not.toHaveProperty('b249')
  })
})

describe('care mode', () => {
  const careAt = (events: readonly Event[], at: number): Json | undefined =>
    createFacts({ profile: fold(events, at), site, context, now: at })('care.reason')
  const ago = (name: string, ms: number, properties: JsonObject = {}): Event =>
    track(name, { at: now - ms, properties })

  it('begins with one rage click and passes after half an hour', () => {
    expect(careAt([ago('Rage Clicked', 0)], now)).toBe('rage_clicks')
    expect(careAt([ago('Rage Clicked', 0)], now + 30 * minute - 1)).toBe('rage_clicks')
    expect(careAt([ago('Rage Clicked', 0)], now + 30 * minute)).toBeUndefined()
  })

  it('takes three form errors, dead clicks, failed searches or failing requests close together', () => {
    const search = { results: 0 }
    for (const [name, properties, reason] of [
      ['Form Errored', {}, 'form_errors'],
      ['Dead Clicked', {}, 'dead_clicks'],
      ['Products Searched', search, 'failed_searches'],
      ['Page Errored', { name: 'HTTP 503' }, 'server_errors'],
    ] as const) {
      const close = [0, 2, 4].map((m) => ago(name, m * minute, properties))
      expect(careAt(close, now)).toBe(reason)
      expect(careAt(close.slice(1), now)).toBeUndefined()
      const far = [0, 9, 18].map((m) => ago(name, m * minute, properties))
      expect(careAt(far, now)).toBeUndefined()
    }
    expect(
      careAt(
        [0, 1, 2].map((m) => ago('Products Searched', m, { results: 3 })),
        now
      )
    ).toBeUndefined()
  })

  it('lasts while a ticket is open, whatever order its news came in', () => {
    const opened = ago('Ticket Opened', 3 * day, { ticket_id: 't1' })
    const resolved = ago('Ticket Resolved', day, { ticket_id: 't1' })
    expect(careAt([opened], now)).toBe('open_ticket')
    expect(careAt([resolved, opened], now)).toBeUndefined()
    expect(careAt([opened, ago('Ticket Resolved', day, { ticket_id: 't2' })], now)).toBe(
      'open_ticket'
    )
    expect(careAt([opened, resolved, ago('Ticket Reopened', 0, { ticket_id: 't1' })], now)).toBe(
      'open_ticket'
    )
    expect(
      careAt([opened, ago('Ticket Updated', 0, { ticket_id: 't1', status: 'solved' })], now)
    ).toBeUndefined()
    expect(careAt([opened], now + 28 * day)).toBeUndefined()
  })

  it('hears anger in tickets, chats and calls, complaints and refunds', () => {
    const angry = { sentiment: 'angry' }
    expect(careAt([ago('Ticket Opened', 0, angry)], now)).toBe('angry_ticket')
    expect(careAt([ago('Complaint Filed', 0)], now)).toBe('complaint')
    expect(careAt([ago('Live Chat Message Sent', 0, { sentiment: -0.7 })], now)).toBe('angry_words')
    expect(careAt([ago('Live Chat Message Sent', 0, { sentiment: 0.2 })], now)).toBeUndefined()
    expect(careAt([ago('Order Refunded', 0)], now + 2 * day)).toBe('refund')
  })
})

describe('the attention ledger', () => {
  const outcome = (name: string, ago: number, action = 'hero', decision = 'd1'): Event =>
    track(name, { at: now - ago, properties: { decision, action, slot: 'home', variant: 'a' } })

  it('takes outcomes in the order they happened, and counts them for ever', () => {
    const profile = fold([outcome('Decision Clicked', 1), outcome('Decision Rendered', 2)])
    expect(profile.ledger.map((entry) => entry.outcome)).toEqual(['rendered', 'clicked'])
    expect(profile.totals).toEqual({
      hero: { clicked: { count: 1, last: now - 1 }, rendered: { count: 1, last: now - 2 } },
    })
    expect(profile.ledger[0]).toMatchObject({ session: profile.session?.id, channel: 'page' })
  })

  it('lets a reservation go when its decision was rendered', () => {
    const entry = {
      at: now - 5,
      outcome: 'decided',
      decision: 'd1',
      action: 'hero',
      slot: 'home',
      channel: 'page',
    } as const
    const reserved: Profile = {
      ...emptyProfile('p', 's', now),
      ledger: [entry, { ...entry, decision: 'd2' }],
    }
    const profile = foldEvents(reserved, [outcome('Decision Rendered', 0)], { now, site })
    expect(profile.ledger.map(({ outcome, decision }) => [outcome, decision])).toEqual([
      ['decided', 'd2'],
      ['rendered', 'd1'],
    ])
  })

  it('keeps its newest entries, and totals of all', () => {
    const events = Array.from({ length: 1_000 }, (_, i) =>
      outcome('Decision Viewed', i, `a${i % 3}`, `d${i}`)
    )
    const profile = fold(events)
    expect(profile.ledger.length).toBe(limits.profile.ledger)
    expect(profile.ledger.at(-1)?.decision).toBe('d0')
    expect(profile.totals.a0?.viewed?.count).toBe(334)
  })
})

describe('hostile input', () => {
  it('never throws, whatever JSON arrives, and pollutes nothing (S10, S14)', () => {
    const anyJson = fc.jsonValue() as fc.Arbitrary<Json>
    const key = fc.oneof(
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'products', 'category')
    )
    const object = fc.dictionary(key, anyJson) as fc.Arbitrary<JsonObject>
    const incoming = fc.record(
      {
        type: fc.constantFrom<IncomingEvent['type']>('track', 'page', 'identify', 'group', 'alias'),
        event: fc.oneof(
          key,
          fc.constantFrom('Product Viewed', 'Order Completed', 'purchase', 'Ticket Opened')
        ),
        messageId: fc.string(),
        userId: fc.string(),
        properties: object,
        traits: object,
        context: object,
        age: fc.double({ noNaN: true, noDefaultInfinity: true }),
        timestamp: fc.string(),
      },
      { requiredKeys: ['type', 'messageId', 'age'] }
    )
    fc.assert(
      fc.property(fc.array(incoming, { maxLength: 20 }), (all) => {
        const events = all.flatMap((each) => {
          const result = normalizeEvent(each, { receivedAt: now, origin: 'page' })
          return 'event' in result ? [result.event] : []
        })
        const profile = fold(events)
        const view = viewProfile({ profile, site, now, segments: [] })
        expect(JSON.parse(JSON.stringify(view))).toEqual(view)
        expect(JSON.parse(JSON.stringify(profile))).toEqual(profile)
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: 300 }
    )
  })

  it('takes names that reach into prototypes for nothing, wherever they stand', () => {
    const name = '__proto__'
    const own = (value: Json): JsonObject =>
      JSON.parse(JSON.stringify({ x: value }).replace('"x"', '"__proto__"'))
    const profile = fold([
      track(name, { properties: { product_id: name, category: name } }),
      track('Product Viewed', { properties: { product_id: name, category: name } }),
      track('identify', {
        type: 'identify',
        traits: own({ a: 1 }),
        ids: { [name]: 'x', card: name },
      }),
      track('Decision Viewed', { properties: { decision: 'd', action: name, slot: 's' } }),
      {
        ...track('A'),
        consent: own(true) as Record<string, boolean>,
        ids: own('x') as Record<string, string>,
      },
    ])
    const maps = [
      profile.ids,
      profile.traits,
      profile.events,
      profile.items,
      profile.totals,
      profile.consent,
    ]
    expect(maps.map((map) => Object.getPrototypeOf(map))).toEqual(maps.map(() => Object.prototype))
    // As a value it is a text like any other.
    expect(JSON.stringify(profile)).not.toContain(`"${name}":`)
  })

  it('answers any path without throwing', () => {
    const root = fc.constantFrom(
      'traits',
      'items',
      'events',
      'cart',
      'session',
      'event',
      'page',
      'context',
      'care',
      'consent',
      'segments',
      'profile',
      'now'
    )
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'latest', 'count', '')
    )
    fc.assert(
      fc.property(anyEvents(30), root, fc.array(part, { maxLength: 4 }), (events, first, parts) => {
        const lookup = createFacts({ profile: fold(events), site, context, now, event: events[0] })
        expect(typeof lookup([first, ...parts].join('.'))).not.toBe('function')
      }),
      { numRuns: 300 }
    )
  })

  it('keeps a profile within its storage, whatever a page sends', () => {
    const text = 'x'.repeat(8_000)
    const profile = Array.from({ length: 60 }).reduce<Profile>(
      (before, _, i) => {
        const events = Array.from({ length: 50 }, (_, j) => {
          const n = i * 50 + j
          return track(`Event ${n}`, {
            type: n % 2 === 0 ? 'identify' : 'track',
            name: n % 2 === 0 ? 'identify' : 'Product Viewed',
            traits: n % 2 === 0 ? { [`t${n}`]: text } : {},
            properties: { product_id: `p${n}`, url: text, category: `c${n}`, name: text },
          })
        })
        return foldEvents(before, events, { now, site })
      },
      emptyProfile('p', 's', now)
    )
    expect(JSON.stringify(profile).length).toBeLessThan(limits.profile.bytes)
  })
})

describe('mergeProfiles', () => {
  it('keeps the survivor’s id and bucket, and the older birth', () => {
    const young = emptyProfile('young', 's-young', now)
    const old = { ...emptyProfile('old', 's-old', now - day), config: 7 }
    expect(mergeProfiles(young, old, { now, site })).toMatchObject({
      id: 'young',
      stableId: 's-young',
      createdAt: now - day,
      config: 7,
    })
  })
})
