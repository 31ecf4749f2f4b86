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
import type { SiteConfig } from '../site/config.ts'
import type { Journey } from './schema.ts'
import type { Step } from './steps.ts'

const start = time('2027-03-01T10:00Z')
const send: Step = { id: 'say', do: 'send', messages: mail }

function journey(steps: Step[], more: Partial<Journey> = {}): Journey {
  return { entry: { on: 'event', event: 'Begun' }, steps, ...more }
}

/** A person who has begun a journey. */
function begun(one: Journey, more: Partial<SiteConfig> = {}, properties = {}): Person {
  const person = personOf(siteOf({ j: one }, more), start)
  person.hear([happening('Begun', start, properties)], start)
  return person
}

describe('wait', () => {
  test('lasts exactly as long as it says', () => {
    const person = begun(journey([{ id: 'w', do: 'wait', for: '90m' }, send]))
    expect(person.next).toBe(start + 90 * minute)
    person.live(start + day)
    expect(sentOf(person)).toEqual(['2027-03-01T11:30 j/say'])
  })

  test('a late alarm does not shorten the wait after a message', () => {
    const person = begun(
      journey([
        { id: 'w1', do: 'wait', for: '1h' },
        { ...send, id: 'first' },
        { id: 'w2', do: 'wait', for: '2h' },
        { ...send, id: 'second' },
      ])
    )
    person.ring(start + 3 * hour)
    person.live(start + day)
    expect(sentOf(person)).toEqual(['2027-03-01T13:00 j/first', '2027-03-01T15:00 j/second'])
  })
})

describe('waitUntil', () => {
  test('a time of day is the next one, by the clock of the person', () => {
    const person = begun(journey([{ id: 'w', do: 'waitUntil', time: '09:30' }, send]), {
      timezone: 'America/New_York',
    })
    person.live(start + 3 * day)
    expect(sentOf(person)).toEqual(['2027-03-01T14:30 j/say'])
  })

  test('a weekday skips the others', () => {
    const step: Step = { id: 'w', do: 'waitUntil', time: '09:00', weekdays: [6, 7] }
    const person = begun(journey([step, send]))
    person.live(start + 10 * day)
    expect(sentOf(person)).toEqual(['2027-03-06T09:00 j/say'])
  })

  test('in three days at nine means the third day from today', () => {
    const person = begun(journey([{ id: 'w', do: 'waitUntil', inDays: 3, time: '09:00' }, send]))
    person.live(start + 10 * day)
    expect(sentOf(person)).toEqual(['2027-03-04T09:00 j/say'])
  })

  const concert: Step = {
    ...{ id: 'w', do: 'waitUntil', date: 'journey.entry.properties.starts_at', offset: '-2d' },
    time: '10:00',
  }

  test('a date with an offset is waited for', () => {
    const person = begun(journey([concert, send]), {}, { starts_at: '2027-03-20T20:00:00Z' })
    person.live(start + 30 * day)
    expect(sentOf(person)).toEqual(['2027-03-18T10:00 j/say'])
  })

  test('a date that is over leads where the past leads', () => {
    const person = begun(
      journey([{ ...concert, past: 'late' }, send, { ...send, id: 'late' }]),
      {},
      { starts_at: '2027-03-02T20:00:00Z' }
    )
    person.live(start + 30 * day)
    expect(sentOf(person)).toEqual(['2027-03-01T10:00 j/late'])
  })

  test('no date at all ends the run', () => {
    const person = begun(journey([concert, send]))
    person.live(start + 30 * day)
    expect(person.sent).toEqual([])
  })

  test('a date on the profile that is changed is followed', () => {
    const site = siteOf({
      j: journey([{ id: 'w', do: 'waitUntil', date: 'traits.renews', time: '08:00' }, send]),
    })
    const person = personOf(site, start)
    const renews = (date: string, at: number) =>
      person.hear([happening('identify', at, {}, { traits: { renews: date } })], at)
    renews('2027-04-01', start)
    person.hear([happening('Begun', start)], start)
    person.live(start + day)
    renews('2027-05-01', start + day)
    person.live(start + 90 * day)
    expect(sentOf(person)).toEqual(['2027-05-01T08:00 j/say'])
  })

  test('a person who flies west has their morning later, and only once', () => {
    const site = siteOf({ j: journey([{ id: 'w', do: 'waitUntil', time: '09:00' }, send]) })
    const person = personOf(site, start)
    person.hear([happening('Begun', start)], start, pageIn('Asia/Tokyo'))
    expect(person.next).toBe(time('2027-03-02T00:00Z'))
    const landed = start + 12 * hour
    person.hear([happening('page', landed)], landed, pageIn('America/Los_Angeles'))
    person.live(start + 5 * day)
    expect(sentOf(person)).toEqual(['2027-03-01T22:00 j/say'])
  })
})

describe('hold', () => {
  const hold: Step = {
    ...{ id: 'h', do: 'hold', until: { event: 'Replied', where: { 'properties.n': { $gt: 1 } } } },
    ...{ for: '1d', onEvent: 'thanks' },
  }
  const steps: Step[] = [hold, { ...send, id: 'remind', next: 'end' }, { ...send, id: 'thanks' }]

  test('an event that fits leads on at once', () => {
    const person = begun(journey(steps))
    person.hear([happening('Replied', start + hour, { n: 1 })], start + hour)
    person.hear([happening('Replied', start + 2 * hour, { n: 2 })], start + 2 * hour)
    person.live(start + 5 * day)
    expect(sentOf(person)).toEqual(['2027-03-01T12:00 j/thanks'])
  })

  test('the time-out leads on when nothing fits', () => {
    const person = begun(journey(steps))
    person.live(start + 5 * day)
    expect(sentOf(person)).toEqual(['2027-03-02T10:00 j/remind'])
  })

  test('a hold of thirty days is started anew by each visit and ends after the last', () => {
    const person = begun(
      journey([
        {
          ...{ id: 'h', do: 'hold', until: { event: 'Never' }, for: '30d', onEvent: 'end' },
          restartOn: { event: 'page' },
        },
        send,
      ])
    )
    for (const days of [5, 20, 45]) {
      const now = start + days * day
      person.live(now - 1)
      person.hear([happening('page', now)], now)
      for (const later of [3, 12]) person.ring(now + later * day)
    }
    person.live(start + 200 * day)
    expect(sentOf(person)).toEqual(['2027-05-15T10:00 j/say'])
  })
})

describe('branch, split and set', () => {
  test('a branch looks at the person as they are then', () => {
    const person = begun(
      journey([
        { id: 'w', do: 'wait', for: '1d' },
        {
          ...{ id: 'b', do: 'branch', next: 'cold' },
          branches: [{ when: { 'events.Replied.count': { $gte: 1 } }, to: 'warm' }],
        },
        { ...send, id: 'warm', next: 'end' },
        { ...send, id: 'cold' },
      ])
    )
    person.hear([happening('Replied', start + hour)], start + hour)
    person.live(start + 5 * day)
    expect(sentOf(person)).toEqual(['2027-03-02T10:00 j/warm'])
  })

  test('a split sends one person one way, and many people by weight', () => {
    const arms = [
      { name: 'a', share: 3, to: 'a' },
      { name: 'b', share: 1, to: 'b' },
    ]
    const site = siteOf({
      j: journey([
        { id: 's', do: 'split', arms },
        { ...send, id: 'a', next: 'end' },
        { ...send, id: 'b' },
      ]),
    })
    const counts: Record<string, number> = {}
    for (let n = 0; n < 400; n++) {
      const person = personOf(site, start)
      person.profile = { ...person.profile, stableId: `person-${n}` }
      person.hear([happening('Begun', start)], start)
      const step = person.sent[0]?.step ?? ''
      counts[step] = (counts[step] ?? 0) + 1
    }
    expect(counts.a).toBeGreaterThan(270)
    expect(counts.a).toBeLessThan(330)
  })

  test('a trait that is set can be asked for in the next step', () => {
    const person = begun(
      journey([
        { id: 's', do: 'set', trait: 'stage', value: 'won' },
        {
          ...{ id: 'b', do: 'branch', next: 'end' },
          branches: [{ when: { 'traits.stage': 'won' }, to: 'say' }],
        },
        send,
      ])
    )
    expect(sentOf(person)).toEqual(['2027-03-01T10:00 j/say'])
    expect(person.profile.traits.stage?.value).toBe('won')
  })
})

describe('who comes in, and who leaves', () => {
  const steps: Step[] = [{ id: 'w', do: 'wait', for: '1h' }, send]
  const again = (person: Person, at: number, properties = {}) => {
    person.live(at - 1)
    person.hear([happening('Begun', at, properties)], at)
  }

  test('once means never again', () => {
    const person = begun(journey(steps, { reentry: { policy: 'once' } }))
    again(person, start + 2 * hour)
    person.live(start + 5 * day)
    expect(sentOf(person)).toEqual(['2027-03-01T11:00 j/say'])
  })

  test('single means not while it lasts', () => {
    const person = begun(journey(steps))
    again(person, start + 30 * minute)
    again(person, start + 2 * hour)
    person.live(start + 5 * day)
    expect(sentOf(person)).toEqual(['2027-03-01T11:00 j/say', '2027-03-01T13:00 j/say'])
  })

  test('multiple means every time', () => {
    const person = begun(journey(steps, { reentry: { policy: 'multiple' } }))
    again(person, start + 30 * minute)
    person.live(start + 5 * day)
    expect(sentOf(person)).toEqual(['2027-03-01T11:00 j/say', '2027-03-01T11:30 j/say'])
  })

  test('a cool-down counts from the last entry that came to something', () => {
    const person = begun(journey(steps, { reentry: { cooldown: '7d' } }))
    again(person, start + 6 * day)
    again(person, start + 7 * day)
    person.live(start + 9 * day)
    expect(sentOf(person)).toEqual(['2027-03-01T11:00 j/say', '2027-03-08T11:00 j/say'])
  })

  test('the audience is asked at the door', () => {
    const person = begun(journey(steps, { when: { 'traits.plan': 'gold' } }))
    person.live(start + 5 * day)
    expect(person.sent).toEqual([])
    expect(person.trace).toEqual([])
  })

  test('an exit condition takes a person out before the next step', () => {
    const person = begun(journey(steps, { exit: [{ when: { 'traits.unhappy': true } }] }))
    person.hear([happening('identify', start + 1, {}, { traits: { unhappy: true } })], start + 1)
    person.live(start + 5 * day)
    expect(person.sent).toEqual([])
    expect(person.trace.at(-1)).toMatchObject({ what: 'ended', detail: 'exit' })
  })

  test('a goal ends the run and is told, also after the run', () => {
    const goal = { event: 'Order Completed', within: '7d' }
    const person = begun(journey(steps, { goal }))
    person.live(start + 2 * hour)
    expect(person.state?.hopeful).toHaveLength(1)
    person.hear([happening('Order Completed', start + 3 * day)], start + 3 * day)
    expect(person.trace.at(-1)).toMatchObject({ what: 'goal', journey: 'j' })
    expect(person.state?.hopeful).toEqual([])
    expect(person.profile.ledger.map(({ outcome, action }) => [outcome, action])).toEqual([
      ['rendered', 'j/say/email'],
      ['converted', 'j/say/email'],
    ])
  })

  test('an event that begins a run does not end it, whatever else it means', () => {
    const goal = { event: 'Begun' }
    const person = begun(journey(steps, { goal, exit: [{ event: 'Begun' }] }))
    person.live(start + 5 * day)
    expect(sentOf(person)).toEqual(['2027-03-01T11:00 j/say'])
  })

  test('no more than 25 runs live at a time; the oldest makes room', () => {
    const person = begun(journey(steps, { key: 'properties.id' }), {}, { id: 'n0' })
    for (let n = 1; n <= 30; n++) {
      const at = start + n
      person.hear([happening('Begun', at, { id: `n${n}` })], at)
    }
    expect(person.state?.runs).toHaveLength(25)
    expect(person.state?.runs.map(({ key }) => key)).toContain('n30')
    expect(person.state?.runs.map(({ key }) => key)).not.toContain('n5')
  })

  test('a journey that is switched off lets go of everybody', () => {
    const person = begun(journey(steps))
    const off = personOf(siteOf({ j: journey(steps, { enabled: false }) }), start)
    off.state = person.state
    off.ring(start + hour)
    expect(off.state?.runs).toEqual([])
    expect(off.sent).toEqual([])
  })

  test('a circle without a wait, which no check would let pass, comes to an end', () => {
    const circle: Step = { id: 'c', do: 'branch', branches: [{ when: {}, to: 'c' }] }
    const person = begun(journey([circle]))
    expect(person.state?.runs).toEqual([])
    expect(person.trace.at(-1)).toMatchObject({ detail: 'endless' })
  })
})
