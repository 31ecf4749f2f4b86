import { expect, test } from 'vitest'
import type { Json } from '../event/json.ts'
import { mapDelivery } from './map.ts'
import { prepareSource } from './prepare.ts'
import type { EventMapping, Source } from './source.ts'

const proof = { by: 'bearer' } as const
const plain: EventMapping = { id: 'id', event: 'Sold', person: { userId: 'who' } }

const problemsOf = (source: Source) => {
  const prepared = prepareSource('till', source)
  return 'problems' in prepared ? prepared.problems : []
}
async function mapped(mapping: Partial<EventMapping>, body: Json) {
  const prepared = prepareSource('till', { proof, events: [{ ...plain, ...mapping }] })
  if ('problems' in prepared) throw new Error(JSON.stringify(prepared.problems))
  return mapDelivery(prepared.source, { body, headers: { 'x-shop': 'Lyon' } })
}

test('one delivery may be many events', async () => {
  const body = {
    who: 'u1',
    lines: [
      { id: 1, sum: 5 },
      { id: 2, sum: 7 },
    ],
  }
  const mapping = {
    each: 'lines',
    ...{ person: { userId: '$body.who' }, properties: { sum: 'sum', shop: '$headers."x-shop"' } },
  }
  expect(await mapped(mapping, body)).toMatchObject({
    calls: [
      { messageId: '1', userId: 'u1', properties: { sum: 5, shop: 'Lyon' } },
      { messageId: '2', userId: 'u1', properties: { sum: 7, shop: 'Lyon' } },
    ],
  })
})

test.each([
  [1_790_000_000, '2026-09-21T14:13:20.000Z'],
  [1_790_000_000_000, '2026-09-21T14:13:20.000Z'],
  ['2026-09-21T14:13:20Z', '2026-09-21T14:13:20Z'],
])('a time may be written as %s', async (at, timestamp) => {
  expect(await mapped({ at: 'at' }, { id: 1, who: 'u1', at })).toMatchObject({
    calls: [{ timestamp }],
  })
})

test.each<[string, Partial<EventMapping>, Json, string]>([
  ['an id that has no value', {}, { who: 'u1' }, 'sources.till.events.0.id'],
  ['a person without a name', {}, { id: 1 }, 'sources.till.events.0.person'],
  [
    'a sum of texts',
    { properties: { total: '$sum(parts)' } },
    { id: 1, who: 'u1', parts: ['a'] },
    'sources.till.events.0.properties.total',
  ],
  ['a time that is none', { at: 'at' }, { id: 1, who: 'u1', at: true }, 'sources.till.events.0.at'],
  [
    'a text that doubles for ever',
    { traits: { x: '($f := function($t) { $f($t & $t) }; $f("ab"))' } },
    { id: 1, who: 'u1' },
    'sources.till.events.0.traits.x',
  ],
  [
    'a loop without an end',
    { traits: { x: '($f := function($n) { $f($n + 1) }; $f(1))' } },
    { id: 1, who: 'u1' },
    'sources.till.events.0.traits.x',
  ],
  [
    'more events than there may be',
    { each: 'lines' },
    { lines: Array(501).fill({ id: 1, who: 'u' }) },
    'sources.till.events.0',
  ],
])('%s is told with its path', async (_, mapping, body, path) => {
  expect(await mapped(mapping, body)).toMatchObject({ problem: { code: 'mapping_failed', path } })
})

test.each([
  ['id &'],
  ['$eval("1")'],
  ['$now()'],
  ['[1..10000000]'],
  ['$contains(id, /(a+)+$/)'],
  ['$pad("x", 1000000000)'],
])('%s is refused before it is published', (id) => {
  expect(problemsOf({ proof, events: [{ ...plain, id }] })).toMatchObject([
    { code: 'wrong_expression', path: 'sources.till.events.0.id' },
  ])
})

test('an event of one’s own needs a name', () => {
  const { event: _, ...nameless } = plain
  expect(problemsOf({ proof, events: [nameless] })).toMatchObject([
    { code: 'missing', path: 'sources.till.events.0.event' },
  ])
})

test('what is said goes before what the ready source says', async () => {
  const prepared = prepareSource('desk', { like: 'zendesk', proof })
  expect(prepared).toMatchObject({
    source: { proof, mappings: [{ event: 'Ticket Opened' }, {}, {}] },
  })
})
