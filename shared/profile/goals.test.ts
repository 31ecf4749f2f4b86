import { expect, it } from 'vitest'
import { now, track } from '../../test/profile/events.ts'
import type { Event } from '../event/event.ts'
import { compileSite } from '../site/compile.ts'
import { emptyProfile } from './empty.ts'
import { foldEvents } from './fold.ts'

const minute = 60_000
const content = { type: 'text' as const, text: 'Good light' }
const site = compileSite({
  version: 1,
  config: {
    name: 'Shop',
    slots: { hero: {} },
    actions: {
      lamps: {
        slots: ['hero'],
        variants: { a: { content } },
        goal: { event: 'Product Added', within: '1h', where: { 'properties.category': 'lamps' } },
      },
    },
  },
})

const start = now - 600 * minute
const rendered = (decision: string, at: number): Event =>
  track('Decision Rendered', {
    at: start + at * minute,
    properties: { decision, action: 'lamps', slot: 'hero', variant: 'a' },
  })
const added = (category: string, at: number): Event =>
  track('Product Added', { at: start + at * minute, properties: { product_id: 'x', category } })

function converted(...batches: Event[][]): string[] {
  const profile = batches.reduce(
    (known, events) => foldEvents(known, events, { now, site }),
    emptyProfile('p', 's', start)
  )
  const entries = profile.ledger.filter(({ outcome }) => outcome === 'converted')
  expect(profile.totals.lamps?.converted?.count ?? 0).toBe(entries.length)
  return entries.map(({ decision, at }) => `${decision} at ${(at - start) / minute}`)
}

it('an event that reaches the goal makes the newest decision before it a success', () => {
  expect(converted([rendered('d1', 0), rendered('d2', 5)], [added('lamps', 20)])).toEqual([
    'd2 at 20',
  ])
})

it('an event that fails the condition of the goal is none', () => {
  expect(converted([rendered('d1', 0)], [added('rugs', 20)])).toEqual([])
})

it('a decision succeeds once', () => {
  const again = [added('lamps', 20), added('lamps', 21)]
  expect(converted([rendered('d1', 0)], again, [added('lamps', 22)])).toEqual(['d1 at 20'])
})

it('what was shown later is no reason, nor what was shown longer ago than the goal allows', () => {
  expect(converted([rendered('d1', 30)], [added('lamps', 20)])).toEqual([])
  expect(converted([rendered('d1', 0)], [added('lamps', 60)])).toEqual(['d1 at 60'])
  expect(converted([rendered('d1', 0)], [added('lamps', 61)])).toEqual([])
})

it('rendering and goal may arrive together, in any order', () => {
  expect(converted([added('lamps', 20), rendered('d1', 0)])).toEqual(['d1 at 20'])
})

it('each of two renderings can have its own success', () => {
  expect(
    converted([rendered('d1', 0)], [added('lamps', 1)], [rendered('d2', 2)], [added('lamps', 3)])
  ).toEqual(['d1 at 1', 'd2 at 3'])
})
