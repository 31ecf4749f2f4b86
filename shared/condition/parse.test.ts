import { expect, test } from 'vitest'
import { type ParseOptions, parseCondition } from './parse.ts'

/** Codes of the problems of a condition. */
function codes(json: unknown, options?: ParseOptions): string[] {
  const parsed = parseCondition(json, 'when', options)
  return 'problems' in parsed ? parsed.problems.map(({ code }) => code) : []
}

test('hands a condition on as it came', () => {
  const json = { 'traits.orders': { $gte: 3 }, $or: [{ 'segments.vip': true }] }
  expect(parseCondition(json, 'when')).toEqual({ condition: json })
})

test('says where the fault is, from the root of the document, and what to do', () => {
  const json = { $and: [{ 'traits.a': 1 }, { 'traits.orders': { $gtee: 3 } }] }
  expect(parseCondition(json, 'actions.hero.when')).toEqual({
    problems: [
      {
        code: 'unknown_operator',
        path: 'actions.hero.when.$and.1.traits.orders.$gtee',
        message: 'There is no operator "$gtee". Did you mean "$gte"?',
      },
    ],
  })
})

test.each([
  [undefined, 'not_a_condition'],
  [new Map(), 'not_a_condition'],
  [{ 'traits.a': undefined }, 'not_json'],
  [{ 'traits.a': Number.NaN }, 'not_json'],
  [{ 'traits.a': Number.POSITIVE_INFINITY }, 'not_json'],
  [{ 'traits.a': new Map() }, 'not_json'],
  [{ 'traits.a': [() => 1] }, 'not_json'],
  [{ 'traits.a': { $gt: Number.NaN } }, 'wrong_operand'],
  [{ 'traits.a': { $in: [undefined] } }, 'wrong_operand'],
  [{ 'traits.a': { $within: new Map() } }, 'wrong_operand'],
])('refuses what no JSON text could say: %o', (json, code) => {
  expect(codes(json)).toEqual([code])
})

test('takes an object of another realm or without a prototype', () => {
  expect(codes(Object.assign(Object.create(null), { 'traits.a': 1 }))).toEqual([])
})

test('stops looking when there is far too much', () => {
  let looked = 0
  const clause = (i: number) => ({
    get 'traits.a'() {
      looked += 1
      return { $gt: i }
    },
  })
  expect(codes({ $or: Array.from({ length: 20_000 }, (_, i) => clause(i)) })).toEqual([
    'too_many_comparisons',
  ])
  expect(looked).toBeLessThan(500)
})

test('survives a document nested without end (S12)', () => {
  let deep: unknown = { 'traits.a': 1 }
  for (let i = 0; i < 100_000; i++) deep = { $not: deep }
  expect(codes(deep)).toEqual(['too_deep'])
})

test('refuses a pattern with the reason of the engine', () => {
  const regex = () => {
    throw new Error('missing )')
  }
  const parsed = parseCondition({ 'page.path': { $regex: '(' } }, 'when', { regex })
  expect(parsed).toMatchObject({ problems: [{ message: expect.stringMatching(/missing \)/) }] })
})
