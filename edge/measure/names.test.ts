import { expect, test } from 'vitest'
import type { Event } from '../../shared/event/event.ts'
import { batchCounters, decisionCounters } from './names.ts'

const event = (id: string, name: string, properties = {}): Event => ({
  ...{ id, type: 'track', name, at: 0, properties, traits: {}, ids: {}, origin: 'page' },
})

test('a batch counts as its verdicts, reasons, changes and new outcomes (O6)', () => {
  const counters = batchCounters({
    verdicts: [
      ['a', 'ok'],
      ['b', 'dup'],
      ['c', 'ok'],
      ['d', 'rejected', 'event_invalid'],
    ],
    events: [
      event('a', 'Decision Rendered', { action: 'hero' }),
      event('b', 'Decision Clicked', { action: 'hero' }),
      event('c', 'Decision Viewed', { action: '<script>' }),
    ],
    notes: [{ clockSuspect: true, droppedRed: ['passport', 'password'] }, { droppedKeys: 3 }],
    dropped: 500,
  })
  expect(counters).toEqual({
    ...{ 'event:ok': 2, 'event:dup': 1, 'event:rejected': 1, 'refusal:event_invalid': 1 },
    ...{ 'outcome:rendered:hero': 1, 'outcome:viewed:unknown': 1 },
    ...{ 'note:clock_suspect': 1, 'note:sensitive_fact': 2, 'note:unsafe_key': 1 },
    'note:dropped_by_device': 500,
  })
})

test('new events count as the ways in which they do not fit the plan', () => {
  const plan = { events: { 'Product Viewed': { properties: { price: { required: true } } } } }
  const counters = batchCounters({
    verdicts: [
      ['a', 'ok'],
      ['b', 'dup'],
    ],
    events: [event('a', 'Product Viewed'), event('b', 'Product Viewed')],
    ...{ notes: [], plan },
  })
  expect(counters['plan:missing_property:Product Viewed:price']).toBe(1)
})

test('decisions count by action and slot', () => {
  const content = { type: 'text', text: '' } as const
  const made = (id: string, slot: string) => ({ id, slot, action: 'sale', content })
  expect(decisionCounters([made('1', 'hero'), made('2', 'hero'), made('3', 'strip')])).toEqual({
    ...{ 'decision:sale:hero': 2, 'decision:sale:strip': 1 },
  })
})
