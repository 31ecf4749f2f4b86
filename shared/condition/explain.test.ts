import fc from 'fast-check'
import { RE2JS } from 're2js'
import { expect, test } from 'vitest'
import { seedOf } from '../../test/cases/seed.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { createConditionSet, createMoment, evaluate } from './compile.ts'
import { explain } from './explain.ts'
import type { RegexEngine } from './regex.ts'
import { lookupIn } from './value-at.ts'

const now = 1_763_700_000_000
const dayMs = 86_400_000

const regex: RegexEngine = (source) => {
  const compiled = RE2JS.compile(source)
  return { test: (text) => compiled.matcher(text).find() }
}

test('names every comparison with the value it saw, also those that evaluating skips', () => {
  const condition = { 'traits.orders': { $gte: 3 }, 'segments.vip': true }
  const { holds, leaves } = explain(condition, lookupIn({ traits: { orders: 2 } }), { now })
  expect(holds).toBe(false)
  expect(leaves).toEqual([
    { path: 'traits.orders', operator: '$gte', operand: 3, value: 2, holds: false },
    { path: 'segments.vip', operator: 'is', operand: true, value: null, holds: false },
  ])
})

test('asks for the nearest value that would do', () => {
  const { flip } = explain({ 'traits.orders': { $gte: 3 } }, lookupIn({ traits: { orders: 2 } }), {
    now,
  })
  expect(flip).toMatchObject([{ path: 'traits.orders', from: 2, to: 3 }])
})

test('takes the branch that needs fewer changes', () => {
  const condition = {
    $or: [{ 'traits.a': 1, 'traits.b': 1 }, { 'traits.c': { $in: ['x', 'y'] } }],
  }
  const { flip } = explain(condition, lookupIn({}), { now })
  expect(flip).toMatchObject([{ path: 'traits.c', from: null, to: 'x' }])
})

test('changes one path once when it satisfies several comparisons', () => {
  const condition = {
    $and: [{ 'traits.a': { $gt: 2 } }, { 'traits.a': { $lt: 5 } }, { 'traits.a': { $ne: 3 } }],
  }
  const { flip } = explain(condition, lookupIn({ traits: { a: 9 } }), { now })
  expect(flip).toMatchObject([{ path: 'traits.a', from: 9, to: 4 }])
})

test('does not propose a value that breaks another comparison on the same path', () => {
  const condition = {
    'traits.tier': { $in: ['gold', 'silver'] },
    $or: [{ 'traits.tier': 'bronze' }, { 'traits.tier': 'silver' }],
  }
  const { flip } = explain(condition, lookupIn({ traits: { tier: 'bronze' } }), { now })
  expect(flip).toMatchObject([{ path: 'traits.tier', to: 'silver' }])
})

test('says what would stop a condition that holds', () => {
  const condition = { 'segments.vip': true, 'traits.orders': { $gte: 3 } }
  const facts = { segments: { vip: true }, traits: { orders: 12 } }
  const { holds, flip } = explain(condition, lookupIn(facts), { now })
  expect(holds).toBe(true)
  expect(flip).toHaveLength(1)
  expect(flip[0]).toMatchObject({ path: 'segments.vip', to: false })
})

test('proposes times in the form the fact has', () => {
  const condition = { 'traits.last': { $within: { ago: '7d' } } }
  const at = explain(condition, lookupIn({ traits: { last: now - 30 * dayMs } }), { now })
  expect(at.flip[0]?.to).toBe(now)
  const text = explain(condition, lookupIn({ traits: { last: '2025-01-01' } }), { now })
  expect(text.flip[0]?.to).toBe('2025-11-21T04:40:00.000Z')
})

test('puts an element into a list that would meet the condition', () => {
  const condition = { 'cart.items': { $elemMatch: { 'price.net': { $gt: 10 }, brand: 'X' } } }
  const cheap = { price: { net: 5 }, brand: 'X' }
  const { flip } = explain(condition, lookupIn({ cart: { items: [cheap] } }), { now })
  expect(flip[0]?.to).toEqual([cheap, { price: { net: 11 }, brand: 'X' }])
})

test.each([
  [{ $size: { $gte: 2 } }, [7], [7, null]],
  [{ $all: ['a', { $gt: 3 }] }, ['b'], ['b', 'a', 4]],
  [{ $elemMatch: { $in: ['x'] } }, null, ['x']],
  [{ $exists: true }, null, true],
  [{ $in: ['x', 'y'] }, ['z'], ['z', 'x']],
  [{ $nin: ['x', 'y'] }, ['x', 'z'], ['z']],
  [{ $not: { $elemMatch: { $gt: 3 } } }, [9], []],
  [{ $vgt: '1.2.9' }, '1.2.3', '1.2.10'],
  [{ $regex: '^/sale/' }, '/', '/sale/'],
  [{ $gte: 0.25 }, 0.1, 0.25],
  [{ $lt: 'b' }, 'c', ''],
])('turns %j from %j by %j', (comparison, from, to) => {
  const { flip } = explain({ 'traits.a': comparison }, lookupIn({ traits: { a: from } }), {
    now,
    regex,
  })
  expect(flip).toMatchObject([{ from, to }])
})

test('leaves prototypes alone, whatever key a condition names', () => {
  const condition = { 'traits.a': { $elemMatch: { '__proto__.polluted': 1, constructor: 'x' } } }
  const { flip } = explain(condition, lookupIn({}), { now })
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  const after = lookupIn({ traits: { a: flip[0]?.to ?? null } })
  expect(evaluate(condition, after, { now })).toBe(true)
})

test('names no value where the operand does not tell one', () => {
  const condition = { 'page.path': { $regex: '^/shoes/[a-z]+$' } }
  const { flip } = explain(condition, lookupIn({ page: { path: '/' } }), { now, regex })
  expect(flip).toHaveLength(1)
  expect(flip[0]).not.toHaveProperty('to')
})

test('says that a pattern was not tried when there is no engine', () => {
  const condition = { 'page.path': { $regex: '^/' } }
  const { holds, leaves, flip } = explain(condition, lookupIn({ page: { path: '/' } }), { now })
  expect(holds).toBe(false)
  expect(leaves[0]).toMatchObject({ holds: false, untried: true })
  expect(flip).toEqual([])
})

test('finds nothing to change in a condition that always or never holds', () => {
  expect(explain({}, lookupIn({}), { now }).flip).toEqual([])
  expect(explain({ 'traits.a': { $in: [] } }, lookupIn({}), { now }).flip).toEqual([])
})

test('finds a way when alternatives are entangled', () => {
  // Every clause shares its paths with others: a hard case for any search.
  const clause = (i: number) => ({
    $or: [0, 1, 2].map((j) => ({ [`traits.t${(i * 7 + j * 5) % 25}`]: { $gte: (i + j) % 4 } })),
  })
  const condition = { $and: Array.from({ length: 60 }, (_, i) => clause(i)) }
  const facts = { traits: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`t${i}`, -1])) }
  const { flip } = explain(condition, lookupIn(facts), { now })
  expect(flip.length).toBeGreaterThan(0)
})

const scalar = fc.constantFrom<Json>(null, true, false, 0, 1, 2, 3, 'a', 'b', 'c')
const number = fc.integer({ min: 0, max: 4 })
const comparison: fc.Arbitrary<Json> = fc.oneof(
  scalar,
  fc.oneof(
    number.map((n) => ({ $gte: n })),
    number.map((n) => ({ $lt: n })),
    scalar.map((s) => ({ $ne: s })),
    fc.array(scalar, { minLength: 1, maxLength: 3 }).map((s) => ({ $in: s })),
    fc.array(scalar, { minLength: 1, maxLength: 3 }).map((s) => ({ $nin: s })),
    fc.boolean().map((b) => ({ $exists: b })),
    fc.constantFrom('a', 'b').map((s) => ({ $startsWith: s }))
  )
)
const { condition } = fc.letrec<{ condition: JsonObject }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), comparison, {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    }),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(($and) => ({ $and })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 2 }).map(($nor) => ({ $nor })),
    tie('condition').map(($not) => ({ $not }))
  ),
}))
const facts = fc.record({ a: scalar, b: scalar, c: scalar }, { noNullPrototype: true })

/** Values among which any change that matters here can be found. */
const universe: Json[] = [
  null,
  true,
  false,
  -1,
  0,
  1,
  2,
  3,
  4,
  5,
  'a',
  'b',
  'c',
  'aa',
  'ba',
  '',
  [],
]

/** The fewest changed paths that turn the answer, by trying everything. */
function fewestByTrying(when: JsonObject, before: JsonObject): number {
  const set = createConditionSet()
  const holds = set.add(when)
  const answer = (values: JsonObject) => holds(createMoment(set, lookupIn(values), now))
  const people = universe.flatMap((a) =>
    universe.flatMap((b) => universe.map((c) => ({ a, b, c })))
  )
  const unchanged = answer(before)
  const turned = people.filter((after) => answer(after) !== unchanged)
  const changes = (after: JsonObject) =>
    Object.keys(after).filter((key) => after[key] !== before[key])
  return Math.min(...turned.map((after) => changes(after).length))
}

test('proposes a smallest set of changes, and it works', () => {
  fc.assert(
    fc.property(condition, facts, (when, before) => {
      const { holds, flip } = explain(when, lookupIn(before), { now })
      const fewest = fewestByTrying(when, before)
      expect(flip.length === 0 ? Number.POSITIVE_INFINITY : flip.length).toBe(fewest)
      if (fewest === Number.POSITIVE_INFINITY || flip.some((change) => !('to' in change))) return
      const after = {
        ...before,
        ...Object.fromEntries(flip.map(({ path, to = null }) => [path, to])),
      }
      expect(evaluate(when, lookupIn(after), { now })).toBe(!holds)
    }),
    { seed: seedOf('smallest change'), numRuns: Number(process.env.RUNS ?? 150) }
  )
})
