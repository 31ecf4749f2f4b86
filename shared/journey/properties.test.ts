import fc from 'fast-check'
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
import type { Event } from '../event/event.ts'
import { mergeJourneys } from './merge.ts'
import { emptyJourneyState } from './run.ts'
import type { Journey } from './schema.ts'
import type { Step } from './steps.ts'

const start = time('2027-02-20T10:00Z')
const send: Step = { id: 'say', do: 'send', messages: mail }

const cart: Journey = {
  entry: { on: 'event', event: 'Product Added' },
  key: 'properties.cart_id',
  exit: [{ event: 'Order Completed', key: false }],
  steps: [
    {
      ...{ id: 'quiet-hour', do: 'hold', until: { event: 'Saved' }, onEvent: 'saved', for: '1h' },
      restartOn: { event: 'Product Added' },
    },
    { ...send, id: 'remind' },
    { id: 'day', do: 'wait', for: '1d' },
    { ...send, id: 'coupon', next: 'end' },
    { ...send, id: 'saved' },
  ],
}

/** One journey of each kind: everything that time can do to a run. */
const journeys: Record<string, Journey> = {
  cart,
  welcome: {
    entry: { on: 'event', event: 'Signed Up' },
    reentry: { policy: 'once' },
    quiet: { from: '20:00', until: '08:00', weekdays: [1, 2, 3, 4, 5] },
    steps: [
      send,
      { id: 'morning', do: 'waitUntil', inDays: 2, time: '07:15' },
      { ...send, id: 'b' },
    ],
  },
  daily: {
    entry: { on: 'schedule', every: 'day', time: '02:30' },
    steps: [send],
  },
  birthday: {
    entry: { on: 'date', date: 'traits.birthday', yearly: true, time: '09:00' },
    quiet: { from: '08:00', until: '10:30' },
    steps: [send],
  },
}
const site = siteOf(journeys, { timezone: 'Europe/Paris' })

/** Something a person does, so many minutes after the start. */
const deed = fc.record({
  minutes: fc.integer({ min: 0, max: 60 * 24 * 10 }),
  name: fc.constantFrom('Product Added', 'Product Added', 'Order Completed', 'Saved', 'Signed Up'),
  cart: fc.constantFrom('c1', 'c2'),
})
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never

function eventsOf(deeds: readonly Deed[]): Event[] {
  return deeds
    .map(({ minutes, name, cart: id }, n) =>
      happening(name, start + minutes * minute, { cart_id: id }, { id: `d${n}` })
    )
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

function newPerson(): Person {
  const person = personOf(site, start)
  const traits = { birthday: '1988-02-29' }
  person.hear([happening('identify', start, {}, { id: 'me', traits })], start)
  return person
}

/** Lives through events as they happen. Extra ticks ring in between, whenever. */
function liveThrough(events: readonly Event[], ticks: readonly number[], until: number): Person {
  const person = newPerson()
  const moments = [...events.map(({ at }) => at), ...ticks, until].sort((a, b) => a - b)
  for (const moment of moments) {
    person.live(moment - 1)
    const now = events.filter(({ at }) => at === moment)
    if (now.length > 0) person.hear(now, moment)
    if (ticks.includes(moment)) person.ring(moment)
  }
  person.live(until)
  return person
}

const until = start + 20 * day
const ids = (person: Person) => person.sent.map(({ id }) => id)

describe('time', () => {
  test('split into whatever ticks gives the same messages at the same times', () => {
    const ticks = fc.array(fc.integer({ min: 0, max: 20 * 24 * 60 }), { maxLength: 40 })
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 12 }), ticks, (deeds, extra) => {
        const events = eventsOf(unique(deeds))
        const plain = liveThrough(events, [], until)
        const ticked = liveThrough(
          events,
          [...new Set(extra)].map((m) => start + m * minute + 1),
          until
        )
        expect(sentOf(ticked)).toEqual(sentOf(plain))
        expect(ids(ticked)).toEqual(ids(plain))
      }),
      { numRuns: 150 }
    )
  })

  test('that rings an alarm again and again sends nothing again', () => {
    fc.assert(
      fc.property(
        fc.array(deed, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        (deeds, times) => {
          const person = newPerson()
          for (const event of eventsOf(unique(deeds))) {
            person.live(event.at - 1)
            person.hear([event], event.at)
            for (let n = 0; n < times; n++) person.ring(event.at + n)
          }
          while (person.next !== undefined && person.next <= until) {
            const now = person.next
            for (let n = 0; n <= times; n++) person.ring(now)
          }
          expect(new Set(ids(person)).size).toBe(person.sent.length)
        }
      ),
      { numRuns: 100 }
    )
  })

  test('that is interrupted after any pass and repeats it gives the same messages', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 8 }), (deeds) => {
        const events = eventsOf(unique(deeds))
        const calm = liveThrough(events, [], until)
        const crashed = newPerson()
        // What a crash loses is what the pass has not stored: profile and state go back together.
        const crash = (pass: () => void) => {
          const { profile, state, next, sent } = { ...crashed, sent: [...crashed.sent] }
          pass()
          Object.assign(crashed, { profile, state, next, sent })
          pass()
        }
        for (const event of events) {
          crashed.live(event.at - 1)
          crash(() => crashed.hear([event], event.at))
        }
        while (crashed.next !== undefined && crashed.next <= until) {
          const now = crashed.next
          crash(() => crashed.ring(now))
        }
        expect(ids(crashed)).toEqual(ids(calm))
      }),
      { numRuns: 60 }
    )
  })
})

describe('late events', () => {
  const early = deed.map((one) => ({ ...one, minutes: one.minutes % 55 }))

  test('in any order, before anything was done, give the run of the right order', () => {
    const lateDeeds = fc.array(early, { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(lateDeeds, fc.infiniteStream(fc.nat()), (deeds, random) => {
        const events = eventsOf(unique(deeds)).filter(({ name }) => name !== 'Signed Up')
        // `Saved` sends at once: after it nothing can be told differently.
        const silent = events.filter(({ name }) => name !== 'Saved')
        const arrival = silent
          .map((event) => ({ event, key: random.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event)
        const now = start + 56 * minute
        const inOrder = newPerson()
        inOrder.hear(silent, now)
        const shuffled = newPerson()
        for (const event of arrival) shuffled.hear([event], now)
        expect(runsOf(shuffled)).toEqual(runsOf(inOrder))
        inOrder.live(until)
        shuffled.live(until)
        expect(ids(shuffled)).toEqual(ids(inOrder))
      }),
      { numRuns: 300 }
    )
  })

  test('never send after a purchase, and at most once for each run, whatever their order', () => {
    const arrivals = fc.array(fc.tuple(deed, fc.integer({ min: 0, max: 60 * 30 })), {
      maxLength: 15,
    })
    fc.assert(
      fc.property(arrivals, (arriving) => {
        const events = eventsOf(unique(arriving.map(([one]) => one)))
        const person = newPerson()
        // No two are heard in the same millisecond: a message may be sent between them.
        const delays = new Map(
          events.map(({ id }, n) => [id, (arriving[n]?.[1] ?? 0) * minute + n])
        )
        const heardAt = ({ id, at }: Event) => at + (delays.get(id) ?? 0)
        for (const event of events.toSorted((a, b) => heardAt(a) - heardAt(b))) {
          person.live(heardAt(event) - 1)
          person.hear([event], heardAt(event))
        }
        person.live(until + 2 * day)
        expect(new Set(ids(person)).size).toBe(person.sent.length)
        for (const message of person.sent.filter(({ journey }) => journey === 'cart')) {
          const known = events.filter((event) => heardAt(event) <= message.at)
          const adds = known.filter(
            ({ name, properties }) => name === 'Product Added' && properties.cart_id === message.key
          )
          const lastOrder = Math.max(
            -1,
            ...known.filter(({ name }) => name === 'Order Completed').map(({ at }) => at)
          )
          expect(adds.some(({ at }) => at > lastOrder)).toBe(true)
        }
      }),
      { numRuns: 300 }
    )
  })
})

describe('an abandoned cart of one key', () => {
  test('is remembered exactly when nothing was added or bought for an hour', () => {
    const steps = [...cart.steps.slice(0, 1), { ...send, id: 'remind', next: 'end' }] as Step[]
    const only = siteOf({ cart: { ...cart, steps: [...steps, { ...send, id: 'saved' }] } })
    const minutes = fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.boolean()), {
      maxLength: 14,
    })
    fc.assert(
      fc.property(minutes, (moments) => {
        const sorted = unique(moments.map(([m, isOrder]) => ({ minutes: m, isOrder }))).sort(
          (a, b) => a.minutes - b.minutes
        )
        const person = personOf(only, start)
        for (const { minutes: m, isOrder } of sorted) {
          const at = start + m * minute
          person.live(at - 1)
          person.hear(
            [happening(isOrder ? 'Order Completed' : 'Product Added', at, { cart_id: 'c' })],
            at
          )
        }
        person.live(until)
        const expected = sorted.flatMap(({ minutes: m, isOrder }, n) => {
          const next = sorted[n + 1]?.minutes ?? Infinity
          // At the very minute the event comes first: it starts the hour anew, or ends it.
          return !isOrder && next > m + 60 ? [start + (m + 60) * minute] : []
        })
        expect(person.sent.map(({ at }) => at)).toEqual(expected)
      }),
      { numRuns: 300 }
    )
  })
})

describe('merging', () => {
  test('gives the same runs whichever profile survives', () => {
    const some = fc.array(deed, { maxLength: 6 })
    fc.assert(
      fc.property(some, some, (a, b) => {
        const [one, other] = [a, b].map((deeds, n) => {
          const person = newPerson()
          person.profile = { ...person.profile, id: `p${n}` }
          for (const event of eventsOf(unique(deeds))) {
            person.live(event.at - 1)
            person.hear([{ ...event, id: `${n}${event.id}` }], event.at)
          }
          return person.state ?? emptyJourneyState()
        })
        if (one === undefined || other === undefined) return
        const plan = site.journeys
        expect(mergeJourneys(one, other, plan)).toEqual(mergeJourneys(other, one, plan))
        const merged = mergeJourneys(one, other, plan)
        expect(mergeJourneys(merged, merged, plan)).toEqual(merged)
      }),
      { numRuns: 100 }
    )
  })

  test('in the middle of a wait sends one reminder for the cart that both profiles have', () => {
    const [one, other] = [newPerson(), newPerson()]
    other.profile = { ...other.profile, id: 'ben' }
    one.hear([happening('Product Added', start, { cart_id: 'c1' })], start)
    other.hear(
      [happening('Product Added', start + 10 * minute, { cart_id: 'c1' })],
      start + 10 * minute
    )
    const states = [one.state, other.state].map((state) => state ?? emptyJourneyState())
    const [first, second] = states
    if (first === undefined || second === undefined) throw new Error('two states')
    other.state = mergeJourneys(first, second, site.journeys)
    other.ring(start + 20 * minute)
    other.live(start + 12 * hour)
    expect(sentOf(other)).toEqual(['2027-02-20T11:10 cart/remind'])
  })
})

function runsOf({ state }: Person) {
  return state?.runs
    .map(({ admitted: _, ...run }) => run)
    .sort((a, b) => (a.occurrence < b.occurrence ? -1 : 1))
}

/** One deed a minute: of two in the same millisecond nobody can say which came first. */
function unique<T extends { minutes: number }>(deeds: readonly T[]): T[] {
  return [...new Map(deeds.map((one) => [one.minutes, one])).values()]
}
