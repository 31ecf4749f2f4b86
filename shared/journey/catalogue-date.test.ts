import { expect, test } from 'vitest'
import {
  day,
  happening,
  hour,
  mail,
  personOf,
  sentOf,
  siteOf,
  time,
} from '../../test/kit/journeys.ts'
import { createCatalogue } from '../catalogue/catalogue.ts'
import type { Journey } from './schema.ts'

const start = time('2027-03-01T10:00Z')

/** A reminder the day before, at ten by the person's clock, of something the catalogue has a date for. */
const excited: Journey = {
  entry: { on: 'event', event: 'Event Registered' },
  key: 'properties.event_id',
  steps: [
    {
      ...{ id: 'day-before', do: 'waitUntil', date: 'journey.item.starts_at' },
      ...{ offset: '-1d', time: '10:00' },
    },
    { id: 'remind', do: 'send', transactional: true, messages: mail },
  ],
}

/** The site while its catalogue has the concert at a time. */
const siteWith = (startsAt: string) => ({
  ...siteOf({ excited }, { timezone: 'Europe/Berlin' }),
  catalogue: createCatalogue(1, [{ id: 'concert', starts_at: time(startsAt) }]),
})

const registered = () => happening('Event Registered', start, { event_id: 'concert' })

test('a date in the catalogue brings its reminder, by the person’s clock', () => {
  const person = personOf(siteWith('2027-03-20T19:30:00+01:00'), start)
  person.hear([registered()], start)
  person.live(start + 60 * day)
  expect(sentOf(person)).toEqual(['2027-03-19T09:00 excited/remind'])
})

test('a date that the catalogue moves back is waited for anew', () => {
  const site = siteWith('2027-03-20T19:30:00+01:00')
  const person = personOf(site, start)
  person.hear([registered()], start)
  Object.assign(site, { catalogue: siteWith('2027-04-03T19:30:00+02:00').catalogue })
  person.live(start + 60 * day)
  expect(sentOf(person)).toEqual(['2027-04-02T08:00 excited/remind'])
})

test('a date that it moves forward is known with the next thing that the person does', () => {
  const site = siteWith('2027-03-20T19:30:00+01:00')
  const person = personOf(site, start)
  person.hear([registered()], start)
  Object.assign(site, { catalogue: siteWith('2027-03-06T19:30:00+01:00').catalogue })
  person.hear([happening('Product Viewed', start + hour)], start + hour)
  person.live(start + 60 * day)
  expect(sentOf(person)).toEqual(['2027-03-05T09:00 excited/remind'])
})
