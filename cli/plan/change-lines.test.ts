import { expect, test } from 'vitest'
import type { JsonObject } from '../../shared/event/json.ts'
import { changesBetween } from '../../shared/site/change/changes.ts'
import { changeLines, countChanges } from './change-lines.ts'

const hero = { description: 'Lamps', when: { 'traits.orders': { $gte: 3 } }, tier: 1 }

function told(from: JsonObject, to: JsonObject) {
  const changes = changesBetween(from, to)
  return { lines: changeLines(changes, { from, to }), count: countChanges(changes) }
}

test('a changed audience is told as conditions and in words', () => {
  const to = { actions: { hero: { ...hero, when: { 'traits.orders': { $gte: 5 } } } } }
  expect(told({ actions: { hero } }, to)).toEqual({
    lines: [
      '  ~ actions.hero.when.traits.orders.$gte  3 → 5',
      '      was for: traits.orders is at least 3',
      '      now for: traits.orders is at least 5',
    ],
    count: '1 changed',
  })
})

test('a first configuration is told thing by thing, in its author’s words', () => {
  expect(told({}, { name: 'Shop', actions: { hero, side: { slots: ['a'] } } })).toEqual({
    lines: [
      '  + name  "Shop"',
      '  + actions.hero  Lamps',
      '      for: traits.orders is at least 3',
      '  + actions.side  {"slots":["a"]}',
    ],
    count: '3 new',
  })
})

test('what is removed is named, and not told of any further', () => {
  expect(told({ actions: { hero } }, { actions: {} }).lines).toEqual(['  - actions.hero  Lamps'])
})

test('a long list is told line by line, what stayed left out', () => {
  const pages = Array.from({ length: 30 }, (_, i) => `/page/${i}`)
  const { lines } = told({ pages }, { pages: [...pages, '/new'] })
  expect(lines).toContain('      +   "/new"')
  expect(lines).toHaveLength(4)
})
