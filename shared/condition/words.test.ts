import { expect, test } from 'vitest'
import type { Json } from '../event/json.ts'
import { type ConditionOptions, evaluate } from './compile.ts'
import type { Condition } from './condition.ts'
import { explain } from './explain.ts'
import { lookupIn } from './value-at.ts'
import { changeInWords, explanationInWords, inWords, leafInWords } from './words.ts'

const now = 1_795_773_600_000

function explained(condition: Condition, facts: Json, options: ConditionOptions = {}) {
  return explain(condition, lookupIn(facts), { now, ...options })
}

const sentences: [Condition, string][] = [
  [{ 'traits.orders': { $gte: 3 } }, 'traits.orders is at least 3'],
  [{ 'traits.orders': { $not: { $gte: 3 } } }, 'traits.orders is less than 3'],
  [
    { 'segments.vip': true, 'traits.country': 'FR' },
    'segments.vip is true and traits.country is "FR"',
  ],
  [{ 'traits.a': { $in: ['x', 'y', 1] } }, 'traits.a is one of "x", "y" or 1'],
  [{ 'traits.a': { $nin: ['x'] } }, 'traits.a is not one of "x"'],
  [{ 'traits.a': { $exists: false } }, 'traits.a has no value'],
  [{ 'cart.items': { $size: { $gte: 2 } } }, 'cart.items is a list whose length is at least 2'],
  [
    { 'cart.items': { $elemMatch: { price: { $gt: 10 }, brand: 'X' } } },
    'cart.items has an element where price is more than 10 and brand is "X"',
  ],
  [
    { 'traits.a': { $all: ['x', { $gt: 3 }] } },
    'traits.a has all of "x" and one that is more than 3',
  ],
  [{ 'traits.at': { $within: { ago: '7d' } } }, 'traits.at is within the last 7 days'],
  [{ 'traits.at': { $within: { ahead: '1d' } } }, 'traits.at is within the next day'],
  [{ 'traits.at': { $notWithin: '12h' } }, 'traits.at is not within 12 hours of now'],
  [{ 'traits.at': { $before: { ago: '4w' } } }, 'traits.at is before 4 weeks ago'],
  [{ 'page.path': { $regexi: '^/sale' } }, 'page.path matches /^/sale/ (any case)'],
  [{ 'context.app': { $vgte: '1.2.0' } }, 'context.app is version 1.2.0 or later'],
  [
    { $or: [{ 'traits.a': 1 }, { $and: [{ 'traits.b': 2 }, { 'traits.c': null }] }] },
    'traits.a is 1 or (traits.b is 2 and traits.c is nothing)',
  ],
  [{ $nor: [{ 'traits.a': 1 }, { 'traits.b': 2 }] }, 'not (traits.a is 1 or traits.b is 2)'],
  [{ $not: { 'traits.a': { $contains: 'x' } } }, 'traits.a does not contain "x"'],
  [{}, 'always'],
  [{ 'traits.a': '$&' }, 'traits.a is "$&"'],
]

test.each(sentences)('reads %j as a sentence', (condition, words) => {
  expect(inWords(condition)).toBe(words)
})

test('says what is missing', () => {
  const { flip } = explained({ 'traits.orders': { $gte: 3 } }, { traits: { orders: 2 } })
  expect(flip.map(changeInWords)).toEqual(['traits.orders is 2, needs at least 3'])
})

test('says it where there is nothing yet', () => {
  const explanation = explained(
    { 'traits.country': { $in: ['FR', 'BE'] }, 'segments.vip': true },
    {}
  )
  expect(explanationInWords(explanation)).toBe(
    'Does not hold: traits.country has no value, needs to be one of "FR" or "BE"; ' +
      'segments.vip has no value, needs to be true.'
  )
})

test('says what would stop it', () => {
  const explanation = explained({ 'traits.orders': { $gte: 3 } }, { traits: { orders: 12 } })
  expect(explanationInWords(explanation)).toBe(
    'Holds. To turn it: traits.orders is 12, needs less than 3.'
  )
})

test('reads a number as a time where it is compared as one', () => {
  const condition = { 'traits.last': { $within: { ago: '7d' } } }
  const { leaves } = explained(condition, { traits: { last: now - 30 * 86_400_000 } })
  expect(leaves.map(leafInWords)).toEqual([
    'traits.last (2026-10-28T10:00:00.000Z) is not within the last 7 days',
  ])
})

test('says that a pattern was not tried', () => {
  const explanation = explained({ 'page.path': { $regex: '^/' } }, { page: { path: '/' } })
  expect(explanationInWords(explanation)).toMatch(/only tried at the edge/)
  expect(explanation.leaves.map(leafInWords)[0]).toMatch(/was not tried/)
})

test('says when nothing would help', () => {
  expect(explanationInWords(explained({ 'traits.a': { $in: [] } }, {}))).toBe('Never holds.')
  expect(explanationInWords(explained({}, {}))).toBe('Always holds.')
})

test('agrees with evaluating', () => {
  for (const [condition] of sentences) {
    const facts = lookupIn({ traits: { orders: 5, a: ['x', 9] }, segments: { vip: true } })
    expect(explain(condition, facts, { now }).holds).toBe(evaluate(condition, facts, { now }))
  }
})
