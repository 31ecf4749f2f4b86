import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyArrival, anyEvents, hour, minute, now, track } from '../../test/profile/events.ts'
import { modelTrait } from '../../test/profile/model.ts'
import { siteOf } from '../../test/profile/site.ts'
import type { Event } from '../event/event.ts'
import { limits } from '../event/limits.ts'
import { compileSite } from '../site/compile.ts'
import { emptyProfile } from './empty.ts'
import { foldEvents } from './fold.ts'
import { mergeProfiles } from './merge.ts'
import { statesWithOrders } from './open-orders.ts'
import type { Profile } from './profile.ts'
import { readTrait } from './read-trait.ts'
import type { TraitDeclaration } from './trait.ts'
import { viewProfile } from './view.ts'

const order = 'Order Completed'
const refund = 'Order Refunded'
const traits: Record<string, TraitDeclaration> = {
  orders: { compute: 'count', event: order },
  ordersWeek: { compute: 'count', event: order, window: '7d' },
  spend: { compute: 'sum', event: order, of: 'properties.total' },
  average: { compute: 'average', event: order, of: 'properties.total' },
  first: { compute: 'first', event: order, of: 'properties.total' },
  highest: { compute: 'maximum', event: order, of: 'properties.total' },
  refunds: { compute: 'count', event: refund },
  refunded: { compute: 'sum', event: [refund], of: 'properties.total', by: 'properties.reason' },
  everything: { compute: 'count' },
  score: { compute: 'score', weights: { [order]: 5, [refund]: -3 } },
}
const site = siteOf({ traits })
const empty = emptyProfile('p', 's', now)
const receive = (batches: readonly (readonly Event[])[]): Profile => {
  const seen = new Set<string>()
  return batches.reduce((profile, batch) => {
    const news = batch.filter(({ id }) => seen.size < seen.add(id).size)
    return foldEvents(profile, news, { now, site })
  }, empty)
}
const read = (profile: Profile, trait: string) => {
  const plan = site.fold.traits.get(trait)
  if (plan === undefined) throw new Error(`no trait ${trait}`)
  const state = statesWithOrders(profile, site.fold, now)(plan)
  return readTrait(plan, state, { now, zone: 'UTC' })?.value
}

/** A few orders told by page and till, at different times, in different words; and other events. */
const anyTelling = fc.record({
  name: fc.constantFrom(order, refund, 'Order Cancelled'),
  at: fc.integer({ min: 0, max: 400 }).map((n) => now - n * hour),
  properties: fc.record(
    {
      order_id: fc.constantFrom('o1', 3, '3', ' o1 ', 'null', '', true),
      refund_id: fc.constantFrom('r1', 'r2'),
      total: fc.constantFrom(1, 20, 49.5),
      reason: fc.constantFrom('late', 'broken'),
    },
    { requiredKeys: [] }
  ),
  origin: fc.constantFrom<Event['origin']>('page', 'server'),
})
const anyLife = fc
  .tuple(fc.array(anyTelling, { maxLength: 30, size: 'max' }), anyEvents(20))
  .map(([tellings, others]) => [
    ...tellings.map((telling, i) => track(telling.name, { ...telling, id: `t${i}` })),
    ...others.filter(({ name }) => !name.startsWith('Order')),
  ])

/** Each order once, the earliest telling of it; said again, without the code that is tested. */
function once(events: readonly Event[]): Event[] {
  const first = new Map<string, Event>()
  const sorted = events.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  for (const event of sorted) {
    const { order_id: id, refund_id: part, total } = event.properties
    const isId = typeof id === 'number' || (typeof id === 'string' && !['null', ''].includes(id))
    const isTelling = event.name.startsWith('Order') && isId
    const detail = event.name === refund ? (part ?? `total ${total}`) : ''
    const key = isTelling ? `${event.name}/${String(id).trim()}/${detail}` : event.id
    if (!first.has(key)) first.set(key, event)
  }
  return [...first.values()]
}

describe('an order', () => {
  it('counts once, as its earliest telling has it, in every order of arrival', () => {
    fc.assert(
      fc.property(
        anyLife.chain((events) => fc.tuple(fc.constant(events), anyArrival(events))),
        ([events, arrival]) => {
          const profile = receive(arrival)
          expect(JSON.stringify(profile)).toBe(JSON.stringify(receive([events])))
          const counted = once(events)
          for (const [name, trait] of Object.entries(traits)) {
            const expected = modelTrait(trait, counted, { now, zone: 'UTC' })
            const value = read(profile, name)
            if (typeof expected === 'number') expect(value, name).toBeCloseTo(expected, 4)
            else expect(value, name).toEqual(expected)
          }
          const completed = counted.filter(({ name }) => name === order)
          expect(profile.events[order]?.count ?? 0).toBe(completed.length)
        }
      ),
      { numRuns: 1_000 }
    )
  })

  it('counts once also when two people who knew it turn out to be one', () => {
    fc.assert(
      fc.property(anyLife, fc.func(fc.boolean()), (events, side) => {
        const [a, b] = [events.filter((e) => side(e.id)), events.filter((e) => !side(e.id))]
        const whole = JSON.stringify({ ...receive([events]), declared: site.fold.declared })
        const [left, right] = [receive([a]), receive([b])]
        expect(JSON.stringify(mergeProfiles(left, right, { now, site }))).toBe(whole)
        expect(JSON.stringify(mergeProfiles(right, left, { now, site }))).toBe(whole)
      }),
      { numRuns: 1_000 }
    )
  })

  it('is remembered when it is closed, in bounded memory', () => {
    const many = 600
    const tell = (again: string) =>
      Array.from({ length: many }, (_, i) =>
        track(order, {
          id: `${again}${i}`,
          at: now - (many - i) * minute,
          properties: { order_id: `o${i}`, total: 1, note: 'x'.repeat(500) },
        })
      )
    const told = receive([tell('a')])
    const newest = tell('b').slice(-limits.profile.closedOrders)
    const again = foldEvents(told, newest, { now, site })
    expect([read(told, 'spend'), read(again, 'spend')]).toEqual([many, many])
    expect(again.events[order]?.count).toBe(many)
    expect(Object.keys(again.orders?.open ?? {})).toHaveLength(limits.profile.openOrders)
    expect(Object.keys(again.orders?.closed ?? {})).toHaveLength(limits.profile.closedOrders)
    expect(JSON.stringify(again.orders).length).toBeLessThan(32_768)
  })

  it('that is large is closed for want of room, and still counts once', () => {
    const tell = (id: string) =>
      track(order, { id, properties: { order_id: 'big', total: 5, note: 'x'.repeat(20_000) } })
    const profile = receive([[tell('a')], [tell('b')]])
    expect([read(profile, 'spend'), Object.keys(profile.orders?.open ?? {})]).toEqual([5, []])
  })

  it('that is told again is no second success of what was shown in between', () => {
    const content = { type: 'text' as const, text: 'x' }
    const goal = { event: order, within: '1h' }
    const withGoal = compileSite({
      version: 1,
      config: {
        name: 'Shop',
        slots: { hero: {} },
        actions: { sale: { slots: ['hero'], variants: { a: { content } }, goal } },
      },
    })
    const shown = (decision: string) =>
      track('Decision Rendered', { properties: { decision, action: 'sale', slot: 'hero' } })
    const bought = () => track(order, { properties: { order_id: 'o1', total: 20 } })
    const profile = [shown('d1'), bought(), shown('d2'), bought()].reduce(
      (known, event, i) =>
        foldEvents(known, [{ ...event, at: now - hour + i }], { now, site: withGoal }),
      empty
    )
    expect(profile.totals.sale?.converted?.count).toBe(1)
  })

  it('stands in the outward picture like any other', () => {
    const profile = receive([
      [track(order, { properties: { order_id: 'o1', total: 20 } })],
      [track(order, { properties: { order_id: 'o1', total: 20 }, at: now - hour })],
    ])
    const view = viewProfile({ profile, site, now, segments: [] })
    expect(view).toMatchObject({
      traits: { orders: { value: 1 }, spend: { value: 20 } },
      events: { [order]: { count: 1 } },
    })
  })
})
