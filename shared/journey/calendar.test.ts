import { describe, expect, test } from 'vitest'
import {
  day,
  happening,
  hour,
  mail,
  minute,
  type Person,
  pageIn,
  personOf,
  sentOf,
  siteOf,
  time,
} from '../../test/kit/journeys.ts'
import type { Entry } from './entry.ts'
import type { Step } from './steps.ts'

const send: Step = { id: 'say', do: 'send', messages: mail }
const birthday: Entry = { on: 'date', date: 'traits.birthday', time: '09:00', yearly: true }

/** A person with traits, met at `start` on a page in a zone. */
function met(entry: Entry, start: number, traits = {}, zone = 'Europe/Paris'): Person {
  const person = personOf(siteOf({ j: { entry, steps: [send] } }), start)
  person.hear([happening('identify', start, {}, { traits })], start, pageIn(zone))
  return person
}

describe('a birthday', () => {
  test('comes once a year at nine in the morning of the person (D22)', () => {
    const person = met(birthday, time('2027-01-10T12:00Z'), { birthday: '1990-07-14' })
    person.live(time('2030-01-01T00:00Z'))
    expect(sentOf(person)).toEqual([
      '2027-07-14T07:00 j/say',
      '2028-07-14T07:00 j/say',
      '2029-07-14T07:00 j/say',
    ])
  })

  test('of 29 February comes on 28 February, and on its own day in leap years', () => {
    const person = met(birthday, time('2027-01-10T12:00Z'), { birthday: '1996-02-29' })
    person.live(time('2029-01-01T00:00Z'))
    expect(sentOf(person)).toEqual(['2027-02-28T08:00 j/say', '2028-02-29T08:00 j/say'])
  })

  test('that is told at ten on the day itself is still kept', () => {
    const person = met(birthday, time('2027-01-10T12:00Z'))
    const now = time('2027-07-14T08:00Z')
    person.live(now)
    person.hear([happening('identify', now, {}, { traits: { birthday: '1990-07-14' } })], now)
    expect(sentOf(person)).toEqual(['2027-07-14T08:00 j/say'])
  })

  test('that is corrected to later in the year is not kept twice', () => {
    const person = met(birthday, time('2027-01-10T12:00Z'), { birthday: '1990-07-14' })
    const now = time('2027-08-01T12:00Z')
    person.live(now)
    person.hear([happening('identify', now, {}, { traits: { birthday: '1990-09-14' } })], now)
    person.live(time('2028-12-31T12:00Z'))
    expect(sentOf(person)).toEqual(['2027-07-14T07:00 j/say', '2028-09-14T07:00 j/say'])
  })

  test('is not kept twice by somebody who flies west after it', () => {
    const person = met(
      birthday,
      time('2027-01-10T12:00Z'),
      { birthday: '1990-07-14' },
      'Asia/Tokyo'
    )
    const landed = time('2027-07-14T08:00Z')
    person.live(landed)
    person.hear([happening('page', landed)], landed, pageIn('America/Los_Angeles'))
    person.live(time('2028-01-01T00:00Z'))
    expect(sentOf(person)).toEqual(['2027-07-14T00:00 j/say'])
  })

  test('is kept late by somebody who has flown over their own morning', () => {
    const home = 'America/Los_Angeles'
    const person = met(birthday, time('2027-01-10T12:00Z'), { birthday: '1990-07-14' }, home)
    const landed = time('2027-07-14T15:00Z')
    person.live(landed)
    person.hear([happening('page', landed)], landed, pageIn('Asia/Tokyo'))
    expect(sentOf(person)).toEqual(['2027-07-14T15:00 j/say'])
  })

  test('with a look ahead over the end of the year is that of the next year', () => {
    const entry: Entry = { ...birthday, offset: '-3d' }
    const person = met(entry, time('2027-06-01T12:00Z'), { birthday: '1990-01-01' })
    person.live(time('2029-06-01T00:00Z'))
    expect(sentOf(person)).toEqual(['2027-12-29T08:00 j/say', '2028-12-29T08:00 j/say'])
    expect(person.sent.map(({ occurrence }) => occurrence)).toEqual(['2028', '2029'])
  })

  test('that an alarm rings twice, early and late for, is one message', () => {
    const start = time('2027-07-14T06:59:59Z')
    const person = met(birthday, start, { birthday: '1990-07-14' })
    for (const late of [0, 1_000, 1_000, hour, 2 * hour]) person.ring(start + late)
    expect(person.sent).toHaveLength(1)
  })

  test('that was slept through by a day and more is over', () => {
    const person = met(birthday, time('2027-07-01T12:00Z'), { birthday: '1990-07-14' })
    person.ring(time('2027-07-15T07:00:01Z'))
    expect(person.sent).toEqual([])
  })
})

describe('a date of its own', () => {
  test('is kept once, and again when it is put off', () => {
    const entry: Entry = { on: 'date', date: 'traits.renews', offset: '-1w', time: '10:00' }
    const person = met(entry, time('2027-01-10T12:00Z'), { renews: '2027-03-01' })
    person.live(time('2027-02-25T12:00Z'))
    const now = time('2027-02-25T12:00Z')
    person.hear([happening('identify', now, {}, { traits: { renews: '2027-04-01' } })], now)
    person.live(time('2028-01-01T00:00Z'))
    expect(sentOf(person)).toEqual(['2027-02-22T09:00 j/say', '2027-03-25T09:00 j/say'])
  })
})

describe('a schedule', () => {
  test('of every day stays at its hour over the change of clocks (DST)', () => {
    const person = met({ on: 'schedule', every: 'day', time: '09:00' }, time('2027-03-26T12:00Z'))
    person.live(time('2027-03-30T00:00Z'))
    expect(sentOf(person)).toEqual([
      '2027-03-27T08:00 j/say',
      '2027-03-28T07:00 j/say',
      '2027-03-29T07:00 j/say',
    ])
  })

  test('at an hour that the spring skips and the autumn has twice happens once each day', () => {
    const spring = met({ on: 'schedule', every: 'day', time: '02:30' }, time('2027-03-27T12:00Z'))
    spring.live(time('2027-03-29T12:00Z'))
    expect(sentOf(spring)).toEqual(['2027-03-28T01:30 j/say', '2027-03-29T00:30 j/say'])
    const autumn = met({ on: 'schedule', every: 'day', time: '02:30' }, time('2027-10-30T12:00Z'))
    autumn.live(time('2027-11-01T12:00Z'))
    expect(sentOf(autumn)).toEqual(['2027-10-31T00:30 j/say', '2027-11-01T01:30 j/say'])
  })

  test('of some weekdays keeps to them over the end of the year', () => {
    const entry: Entry = { on: 'schedule', every: 'week', time: '18:00', weekdays: [2, 5] }
    const person = met(entry, time('2027-12-29T12:00Z'))
    person.live(time('2028-01-05T12:00Z'))
    expect(sentOf(person)).toEqual(['2027-12-31T17:00 j/say', '2028-01-04T17:00 j/say'])
  })

  test('of the 31st is the last day of short months', () => {
    const entry: Entry = { on: 'schedule', every: 'month', time: '09:00', day: 31 }
    const person = met(entry, time('2028-01-31T12:00Z'))
    person.live(time('2028-05-01T00:00Z'))
    expect(sentOf(person)).toEqual([
      '2028-02-29T08:00 j/say',
      '2028-03-31T07:00 j/say',
      '2028-04-30T07:00 j/say',
    ])
  })

  test('that lay before the first meeting is nobody’s', () => {
    const person = met({ on: 'schedule', every: 'day', time: '09:00' }, time('2027-05-01T07:30Z'))
    person.live(time('2027-05-01T20:00Z'))
    expect(person.sent).toEqual([])
  })
})

describe('a segment', () => {
  const segments = { quiet: { when: { 'events.page.last': { $before: { ago: '30d' } } } } }
  const entry: Entry = { on: 'segment', segment: 'quiet', change: 'entered' }

  test('that is entered because time has passed lets people in', () => {
    const start = time('2027-01-10T12:00Z')
    const person = personOf(siteOf({ j: { entry, steps: [send] } }, { segments }), start)
    person.hear([happening('page', start)], start)
    person.live(start + 100 * day)
    expect(sentOf(person)).toEqual(['2027-02-10T12:00 j/say'])
    const back = start + 100 * day
    person.hear([happening('page', back)], back)
    person.live(back + 100 * day)
    expect(person.sent).toHaveLength(2)
  })

  test('that somebody was in before the journey lets nobody in', () => {
    const start = time('2027-01-10T12:00Z')
    const person = personOf(siteOf({ j: { entry, steps: [send] } }, { segments }), start - 90 * day)
    person.hear([happening('page', start - 40 * day)], start)
    person.live(start + 20 * day)
    expect(person.sent).toEqual([])
  })

  test('that a purchase leads into is not left by that very purchase', () => {
    const start = time('2027-01-10T12:00Z')
    const buyers = { buyers: { when: { 'events.Order Completed.count': { $gte: 1 } } } }
    const goal = { event: 'Order Completed' }
    const into: Entry = { on: 'segment', segment: 'buyers', change: 'entered' }
    const site = siteOf({ j: { entry: into, goal, steps: [send] } }, { segments: buyers })
    const person = personOf(site, start)
    person.hear([happening('Order Completed', start)], start)
    expect(person.sent).toHaveLength(1)
  })

  test('that is left lets people in who wait for that', () => {
    const start = time('2027-01-10T12:00Z')
    const left: Entry = { on: 'segment', segment: 'vip', change: 'left' }
    const vip = { vip: { when: { 'traits.vip': true } } }
    const person = personOf(siteOf({ j: { entry: left, steps: [send] } }, { segments: vip }), start)
    const say = (isVip: boolean, at: number) =>
      person.hear([happening('identify', at, {}, { traits: { vip: isVip } })], at)
    say(true, start)
    say(false, start + minute)
    say(true, start + 2 * minute)
    say(false, start + 3 * minute)
    expect(person.sent.map(({ occurrence }) => occurrence)).toEqual(['vip.2', 'vip.4'])
  })
})
