import { expect, test } from 'vitest'
import type { Event } from './event.ts'
import type { JsonObject } from './json.ts'
import { misfitsOf, type TrackingPlan } from './tracking-plan.ts'

const plan: TrackingPlan = {
  events: {
    'Song Played': {
      properties: {
        genre: { type: 'text', required: true, oneOf: ['jazz', 'soul'] },
        seconds: { type: 'number' },
        artists: { type: 'list' },
        live: { type: 'boolean' },
        album: { type: 'object' },
      },
    },
  },
  others: 'tell',
}

const tracked = (name: string, properties: JsonObject = {}): Event => ({
  ...{ id: 'm', type: 'track', name, at: 0, properties, traits: {}, ids: {}, origin: 'page' },
})
const faults = (name: string, properties?: JsonObject, by = plan) =>
  misfitsOf(by, tracked(name, properties)).map(
    ({ fault, event, property }) => `${fault} ${event} ${property ?? ''}`
  )

test('what fits is not told of', () => {
  const album = { name: 'Blue' }
  const whole = { genre: 'jazz', seconds: 3, artists: ['a'], live: true, album, more: 1 }
  expect(faults('Song Played', whole)).toEqual([])
  expect(faults('Song Played', { genre: 'soul', seconds: null })).toEqual([])
})

test.each([
  [{}, 'missing_property Song Played genre'],
  [{ genre: null }, 'missing_property Song Played genre'],
  [{ genre: 7 }, 'wrong_type Song Played genre'],
  [{ genre: 'polka' }, 'unknown_value Song Played genre'],
  [{ genre: 'jazz', seconds: '3' }, 'wrong_type Song Played seconds'],
  [{ genre: 'jazz', artists: { a: 1 } }, 'wrong_type Song Played artists'],
  [{ genre: 'jazz', album: ['a'] }, 'wrong_type Song Played album'],
  [{ genre: 'jazz', live: 0 }, 'wrong_type Song Played live'],
])('%j is told as %s', (properties, fault) => {
  expect(faults('Song Played', properties)).toEqual([fault])
})

test('an event that nobody planned is told by its name, when it looks like one', () => {
  expect(faults('Song Paused')).toEqual(['unplanned_event Song Paused '])
  expect(faults('ada@example.com')).toEqual(['unplanned_event other '])
  expect(faults('toString')).toEqual(['unplanned_event other '])
})

test('what everybody knows needs no plan, and others are the owner’s choice', () => {
  expect(faults('Product Viewed')).toEqual([])
  expect(faults('Page Engaged')).toEqual([])
  expect(faults('Song Paused', {}, { events: {} })).toEqual([])
})
