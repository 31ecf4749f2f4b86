import { expect, test } from 'vitest'
import type { Json } from '../event/json.ts'
import { createConditionSet, createMoment, evaluate } from './compile.ts'
import type { Lookup } from './condition.ts'
import { lookupIn } from './value-at.ts'

/** A lookup that counts how often each path is asked for. */
function counting(facts: Json): { lookup: Lookup; asked: Record<string, number> } {
  const asked: Record<string, number> = {}
  const inner = lookupIn(facts)
  const lookup: Lookup = (path, keys) => {
    asked[path] = (asked[path] ?? 0) + 1
    return inner(path, keys)
  }
  return { lookup, asked }
}

test('reads every path once per moment, also one that holds nothing', () => {
  const set = createConditionSet()
  const tests = [
    set.add({ 'traits.a': { $gt: 1 }, 'traits.b': { $exists: false } }),
    set.add({ $or: [{ 'traits.a': 5 }, { 'traits.b': { $size: 2 } }, { 'traits.a': 2 }] }),
  ]
  const { lookup, asked } = counting({ traits: { a: 2 } })
  const moment = createMoment(set, lookup, 0)
  expect(tests.map((holds) => holds(moment))).toEqual([true, true])
  expect(asked).toEqual({ 'traits.a': 1, 'traits.b': 1 })
})

test('makes every distinct comparison once per moment', () => {
  let runs = 0
  const regex = () => ({
    test: () => {
      runs++
      return true
    },
  })
  const set = createConditionSet({ regex })
  const leaf = { 'page.path': { $regex: '[a]' } }
  const tests = [set.add(leaf), set.add({ $not: leaf }), set.add({ $and: [leaf, leaf] })]
  const moment = createMoment(set, lookupIn({ page: { path: 'a' } }), 0)
  expect(tests.map((holds) => holds(moment))).toEqual([true, false, true])
  expect(runs).toBe(1)
})

test('reads nothing that short-circuiting makes needless', () => {
  const set = createConditionSet()
  const holds = set.add({ 'traits.a': 1, 'traits.b': 2 })
  const { lookup, asked } = counting({ traits: { a: 0, b: 2 } })
  expect(holds(createMoment(set, lookup, 0))).toBe(false)
  expect(asked).toEqual({ 'traits.a': 1 })
})

test('tells the facts it read, null where there was nothing', () => {
  const set = createConditionSet()
  const holds = set.add({ 'traits.a': 1, 'traits.b': null })
  const value = set.fact('traits.c')
  const moment = createMoment(set, lookupIn({ traits: { a: 1, c: [3] } }), 0)
  holds(moment)
  expect(value(moment)).toEqual([3])
  expect(moment.facts()).toEqual({ 'traits.a': 1, 'traits.b': null, 'traits.c': [3] })
})

test('keeps moments apart, interleaved and with memory handed on', () => {
  const set = createConditionSet()
  const holds = set.add({ 'traits.a': { $gte: 3 } })
  const open = (a: number) => createMoment(set, lookupIn({ traits: { a } }), 0)
  const first = open(1)
  expect(holds(first)).toBe(false)
  const second = open(5)
  expect([holds(second), holds(first)]).toEqual([true, false])
  first.release()
  const third = open(3)
  expect([holds(third), holds(second), third.facts()]).toEqual([true, true, { 'traits.a': 3 }])
  expect(second.facts()).toEqual({ 'traits.a': 5 })
})

test('answers from a released moment, without remembering or telling', () => {
  const set = createConditionSet()
  const holds = set.add({ 'traits.a': { $gte: 3 } })
  const { lookup, asked } = counting({ traits: { a: 4 } })
  const moment = createMoment(set, lookup, 0)
  moment.release()
  moment.release()
  expect([holds(moment), holds(moment)]).toEqual([true, true])
  expect(asked).toEqual({ 'traits.a': 2 })
  expect(moment.facts()).toEqual({})
})

test('leaves no value behind for the next moment', () => {
  const set = createConditionSet()
  const holds = set.add({ 'traits.a': { $exists: true } })
  const moment = createMoment(set, lookupIn({ traits: { a: 'mine' } }), 0)
  holds(moment)
  const { memory } = moment
  moment.release()
  expect(JSON.stringify([memory.values, memory.reads])).not.toContain('mine')
  expect(holds(createMoment(set, lookupIn({}), 0))).toBe(false)
})

test('answers conditions that joined the set after the moment was opened', () => {
  const set = createConditionSet()
  set.add({ 'traits.a': 1 })
  const moment = createMoment(set, lookupIn({ traits: { a: 1, b: 2 } }), 0)
  const late = set.add({ 'traits.b': 2, 'traits.a': 1 })
  expect([late(moment), late(moment)]).toEqual([true, true])
})

test('lets a fact ask conditions of the same set', () => {
  const set = createConditionSet()
  const isLoyal = set.add({ 'traits.orders': { $gte: 3 } })
  const holds = set.add({ 'segments.loyal': true, 'traits.orders': { $lt: 10 } })
  const lookup: Lookup = (path) => (path === 'segments.loyal' ? isLoyal(moment) : 5)
  const moment = createMoment(set, lookup, 0)
  expect(holds(moment)).toBe(true)
  expect(moment.facts()).toEqual({ 'segments.loyal': true, 'traits.orders': 5 })
})

test('gives a fact that depends on itself nothing instead of asking forever', () => {
  const set = createConditionSet()
  const holds = set.add({ 'segments.a': true })
  const moment = createMoment(set, () => holds(moment), 0)
  expect(holds(moment)).toBe(false)
})

test('answers what no parser let through: it never holds, and nothing throws', () => {
  const operators = ['$foo', '$in', '$all', '$size', '$elemMatch', '$within', '$before', '$regex']
  const operands: Json[] = [null, 1, 'x', [], {}, [null], { $foo: 1 }]
  const odd = operators.flatMap((name) => operands.map((to) => ({ 'traits.a': { [name]: to } })))
  const values: Json[] = [null, 'x', 1, [1, null, ['x']], { toString: 1, valueOf: null }]
  for (const condition of [...odd, { $or: 1 }, { $and: 'x' }, { $not: null }, { $foo: {} }]) {
    for (const a of values) {
      expect(() => evaluate(condition, lookupIn({ traits: { a } }), { now: 0 })).not.toThrow()
    }
  }
  expect(evaluate({ 'traits.a': { $foo: 1 } }, lookupIn({}), { now: 0 })).toBe(false)
})
