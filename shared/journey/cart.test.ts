import { describe, expect, test } from 'vitest'
import {
  day,
  happening,
  hour,
  mail,
  minute,
  type Person,
  personOf,
  sentOf,
  siteOf,
  time,
} from '../../test/kit/journeys.ts'
import type { Journey } from './schema.ts'

const start = time('2027-03-01T10:00Z')

const cart: Journey = {
  entry: { on: 'event', event: 'Product Added' },
  key: 'properties.cart_id',
  exit: [{ event: 'Order Completed', key: false }],
  steps: [
    {
      ...{ id: 'quiet-hour', do: 'hold', until: { event: 'Order Completed' }, onEvent: 'end' },
      ...{ for: '1h', restartOn: { event: 'Product Added' } },
    },
    { id: 'remind', do: 'send', messages: mail },
  ],
}
const site = siteOf({ cart })

const added = (at: number, cartId = 'c1') => happening('Product Added', at, { cart_id: cartId })
const bought = (at: number) => happening('Order Completed', at, { order_id: 'o1' })

/** Hears each event at the time given with it, and rings the alarms in between. */
function live(heard: [now: number, event: ReturnType<typeof happening>][]): Person {
  const person = personOf(site, start)
  for (const [now, event] of heard) {
    person.live(now - 1)
    person.hear([event], now)
  }
  person.live(start + 30 * day)
  return person
}

describe('an abandoned cart', () => {
  test('is remembered an hour after the last thing was added', () => {
    const later = start + 40 * minute
    const person = live([
      [start, added(start)],
      [later, added(later)],
    ])
    expect(sentOf(person)).toEqual(['2027-03-01T11:40 cart/remind'])
  })

  test('is forgotten when a purchase is committed a millisecond before the alarm (D23)', () => {
    const moment = start + hour - 1
    const person = live([
      [start, added(start)],
      [moment, bought(moment)],
    ])
    expect(person.sent).toEqual([])
  })

  test('is forgotten when the purchase is committed while the alarm is late', () => {
    const person = personOf(site, start)
    person.hear([added(start)], start)
    person.hear([bought(start + hour + minute)], start + hour + minute)
    person.live(start + 30 * day)
    expect(person.sent).toEqual([])
  })

  test('stays remembered when the purchase comes a millisecond after the alarm', () => {
    const moment = start + hour + 1
    const person = live([
      [start, added(start)],
      [moment, bought(moment)],
    ])
    expect(sentOf(person)).toEqual(['2027-03-01T11:00 cart/remind'])
    expect(person.state?.runs).toEqual([])
  })

  test('is remembered once for each cart', () => {
    const later = start + 10 * minute
    const person = live([
      [start, added(start, 'c1')],
      [later, added(later, 'c2')],
    ])
    expect(sentOf(person)).toEqual(['2027-03-01T11:00 cart/remind', '2027-03-01T11:10 cart/remind'])
    expect(new Set(person.sent.map(({ id }) => id)).size).toBe(2)
  })

  test('is begun again by a purchase and another thing added', () => {
    const [first, second] = [start + 10 * minute, start + 20 * minute]
    const person = live([
      [start, added(start)],
      [first, bought(first)],
      [second, added(second)],
    ])
    expect(sentOf(person)).toEqual(['2027-03-01T11:20 cart/remind'])
  })
})

describe('events that arrive late', () => {
  test('a purchase that arrives before the thing was added ends it all the same', () => {
    const now = start + 30 * minute
    const person = live([
      [start + 20 * minute, bought(start + 20 * minute)],
      [now, added(start)],
    ])
    expect(person.sent).toEqual([])
  })

  test('an addition that arrives after a later one does not shorten the hour', () => {
    const later = start + 30 * minute
    const person = live([
      [later, added(later)],
      [later + minute, added(start)],
    ])
    expect(sentOf(person)).toEqual(['2027-03-01T11:30 cart/remind'])
  })

  test('an addition from more than a day ago reminds nobody', () => {
    const person = live([[start + 25 * hour, added(start)]])
    expect(person.sent).toEqual([])
  })

  test('an addition from before the reminder does not remind again', () => {
    const now = start + 2 * hour
    const person = live([
      [start, added(start)],
      [now, added(start + 40 * minute)],
    ])
    expect(sentOf(person)).toEqual(['2027-03-01T11:00 cart/remind'])
  })

  test('an addition from three hours ago is remembered at once', () => {
    const person = live([[start + 3 * hour, added(start)]])
    expect(sentOf(person)).toEqual(['2027-03-01T13:00 cart/remind'])
  })

  test('an import of history reminds nobody', () => {
    const old = start - 400 * day
    const person = live([
      [start, happening('Product Added', old, { cart_id: 'c0' }, { origin: 'server' })],
    ])
    expect(person.sent).toEqual([])
    expect(person.state?.runs).toEqual([])
  })
})
