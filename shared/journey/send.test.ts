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
import type { StepOf } from './steps.ts'

const evening = time('2027-03-01T22:00Z')
const night = { from: '21:00', until: '08:00' }

function begun(
  step: Partial<StepOf<'send'>>,
  {
    config = {},
    journey = {},
    start = evening,
  }: { config?: Partial<SiteConfig>; journey?: Partial<Journey>; start?: number } = {}
): Person {
  const site = siteOf(
    {
      j: {
        entry: { on: 'event', event: 'Begun' },
        reentry: { policy: 'multiple' },
        steps: [{ id: 'say', do: 'send', messages: mail, ...step }],
        ...journey,
      },
    },
    config
  )
  const person = personOf(site, start)
  person.hear([happening('Begun', start)], start)
  return person
}

describe('quiet hours', () => {
  test('hold a message until the morning', () => {
    const person = begun({ quiet: night })
    person.live(evening + 5 * day)
    expect(sentOf(person)).toEqual(['2027-03-02T08:00 j/say'])
  })

  test('belong to the channel unless the journey or the step says otherwise', () => {
    const channels = {
      email: { kind: 'email' as const, from: 'shop@shop.example', quiet: night },
    }
    const config = { channels }
    const ofChannel = begun({}, { config })
    expect(ofChannel.next).toBe(time('2027-03-02T08:00Z'))
    const ofJourney = begun({}, { config, journey: { quiet: { from: '22:00', until: '09:00' } } })
    expect(ofJourney.next).toBe(time('2027-03-02T09:00Z'))
    const none = begun({ quiet: false }, { config })
    expect(none.sent).toHaveLength(1)
  })

  test('drop a message when the owner would rather', () => {
    const person = begun({ quiet: { ...night, policy: 'drop' } })
    person.live(evening + 5 * day)
    expect(person.sent).toEqual([])
    expect(person.trace.map(({ what, detail }) => [what, detail])).toContainEqual([
      'not_sent',
      'quiet',
    ])
  })

  test('do not hold what is owed: a receipt leaves at night', () => {
    const person = begun({ quiet: night, transactional: true })
    expect(sentOf(person)).toEqual(['2027-03-01T22:00 j/say'])
  })

  test('look at exits again in the morning', () => {
    const exit = [{ event: 'Order Completed' }]
    const person = begun({ quiet: night }, { journey: { exit } })
    person.live(evening + 8 * hour)
    person.hear([happening('Order Completed', evening + 8 * hour)], evening + 8 * hour)
    person.live(evening + 5 * day)
    expect(person.sent).toEqual([])
  })

  test('are those of the place where the person is', () => {
    const person = begun({ quiet: night })
    const landed = evening + hour
    person.hear([happening('page', landed)], landed, pageIn('America/Los_Angeles'))
    expect(sentOf(person)).toEqual(['2027-03-01T23:00 j/say'])
  })

  test('wait for an allowed weekday', () => {
    const saturday = time('2027-03-06T12:00Z')
    const person = begun({ quiet: { weekdays: [1, 2, 3, 4, 5] } }, { start: saturday })
    person.live(saturday + 5 * day)
    expect(sentOf(person)).toEqual(['2027-03-08T00:00 j/say'])
  })

  test('that last longer than a message is worth drop it', () => {
    const saturday = time('2027-03-06T12:00Z')
    const step = { quiet: { weekdays: [3] }, patience: '1d' }
    const person = begun(step, { start: saturday })
    person.live(saturday + 9 * day)
    expect(person.sent).toEqual([])
  })
})

describe('the attention budget', () => {
  const noon = time('2027-03-01T12:00Z')
  const config = {
    caps: { channels: { email: [{ max: 1, per: '1d' }] } },
  } satisfies Partial<SiteConfig>
  const twice = (step: Partial<StepOf<'send'>>) => {
    const person = begun(step, { config, start: noon })
    person.hear([happening('Begun', noon + minute)], noon + minute)
    person.live(noon + 5 * day)
    return person
  }

  test('drops what is too much', () => {
    const person = twice({})
    expect(sentOf(person)).toEqual(['2027-03-01T12:00 j/say'])
    expect(person.trace.find(({ what }) => what === 'not_sent')?.detail).toMatch(/^capped/)
  })

  test('or holds it until there is room, when the owner says so', () => {
    expect(sentOf(twice({ capped: 'hold' }))).toEqual([
      '2027-03-01T12:00 j/say',
      '2027-03-02T12:01 j/say',
    ])
  })

  test('does not count what is owed', () => {
    expect(twice({ transactional: true }).sent).toHaveLength(2)
  })
})

describe('reasons not to send', () => {
  const why = (person: Person) => person.trace.find(({ what }) => what === 'not_sent')?.detail

  test('no consent to marketing', () => {
    const site = siteOf(
      {
        j: {
          entry: { on: 'event', event: 'Begun' },
          steps: [{ id: 's', do: 'send', messages: mail }],
        },
      },
      { consent: { mode: 'required', purposes: { marketing: {} } } }
    )
    const person = personOf(site, evening)
    person.hear([happening('Begun', evening)], evening)
    expect(why(person)).toBe('no_consent marketing')
    const yes = happening('identify', evening + 1, {}, { consent: { marketing: true } })
    person.hear([yes], evening + 1)
    person.hear([happening('Begun', evening + 2)], evening + 2)
    expect(person.sent).toHaveLength(1)
  })

  test('somebody who has unsubscribed', () => {
    const person = begun({})
    person.hear([happening('Unsubscribed', evening + 1)], evening + 1)
    person.hear([happening('Begun', evening + 2)], evening + 2)
    expect(person.sent).toHaveLength(1)
    expect(why(person)).toBe('suppressed unsubscribed:email')
  })

  test('a suppression of the owner, by tag', () => {
    const suppressions = { recall: { when: { 'traits.recall': true }, tags: ['promo'] } }
    const person = begun({ tags: ['promo'] }, { config: { suppressions } })
    const recall = happening('identify', evening + 1, {}, { traits: { recall: true } })
    person.hear([recall, happening('Begun', evening + 2)], evening + 2)
    expect(person.sent).toHaveLength(1)
    expect(why(person)).toMatch(/^suppressed/)
  })

  test('no address, in the first channel; then the second is tried', () => {
    const channels = {
      text: { kind: 'webhook' as const, url: 'https://sms.shop.com/', address: 'traits.mobile' },
      email: { kind: 'email' as const, from: 'shop@shop.example' },
    }
    const messages = { text: { data: { text: 'Hello' } }, ...mail }
    const person = begun({ messages }, { config: { channels } })
    expect(person.sent.map(({ channel, to }) => [channel, to])).toEqual([
      ['email', 'ann@example.com'],
    ])
  })
})

test('the same occurrence has the same id, whichever way it came about', () => {
  const entry = { on: 'schedule' as const, every: 'day' as const, time: '09:00' }
  const site = siteOf({ j: { entry, steps: [{ id: 'say', do: 'send', messages: mail }] } })
  const [one, other] = [personOf(site, evening), personOf(site, evening)]
  one.hear([], evening)
  other.hear([], evening)
  one.live(evening + 3 * day)
  for (let at = evening; at <= evening + 3 * day; at += 17 * minute) other.ring(at)
  const ids = (person: Person) => person.sent.map(({ id }) => id)
  expect(ids(one)).toHaveLength(3)
  expect(ids(other)).toEqual(ids(one))
  expect(ids(one)[0]).toMatch(/^msg_[\w-]{27}$/)
})
