import { readFileSync } from 'node:fs'
import { GrowthBook } from '@growthbook/growthbook'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucket, chooseRange, inNamespace, ranges } from '../../shared/hash/hash.ts'
import { type HashCase, runHashCases } from './run-hash.ts'
import { seedOf } from './seed.ts'

const file = new URL('./hash.json', import.meta.url)
const cases = JSON.parse(readFileSync(file, 'utf8')) as HashCase[]

test('every call of the table gives what it says', () => {
  expect(runHashCases(cases)).toEqual([])
})

test('puts everybody in the arm where GrowthBook puts them', () => {
  const share = fc.integer({ min: 1, max: 10 })
  const experiment = fc.record({
    id: fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }),
    seed: fc.string({ minLength: 1, maxLength: 20 }),
    shares: fc.array(share, { minLength: 2, maxLength: 5 }),
    coverage: fc.constantFrom(0, 0.1, 0.5, 0.99, 1),
    version: fc.constantFrom<1 | 2>(1, 2),
    part: fc.option(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true })
      )
    ),
  })
  fc.assert(
    fc.property(experiment, ({ id, seed, shares, coverage, version, part }) => {
      const total = shares.reduce((sum, one) => sum + one, 0)
      const weights = shares.map((one) => one / total)
      const theirs = new GrowthBook({ attributes: { id } }).run({
        key: 'experiment',
        seed,
        variations: weights.map((_, i) => i) as [number, number, ...number[]],
        weights,
        coverage,
        hashVersion: version,
        ...(part && { namespace: ['space', ...part] }),
      })
      const isIn =
        part === null || inNamespace(id, { name: 'space', from: part[0], until: part[1] })
      const n = bucket(seed, id, version)
      const arm = isIn ? chooseRange(n, ranges(weights, coverage)) : -1
      expect(arm).toBe(theirs.inExperiment ? theirs.variationId : -1)
    }),
    { seed: seedOf('hash'), numRuns: 2_000 }
  )
})

test.each([1, 2] as const)('spreads people evenly, version %i', (version) => {
  const bins = 100
  const people = 100_000
  for (const seed of ['a', 'experiment-1', 'spring-2026', '😀']) {
    const counts = new Array<number>(bins).fill(0)
    for (let i = 0; i < people; i++) {
      const bin = Math.floor(bucket(seed, `visitor-${i}`, version) * bins + 1e-9)
      counts[bin] = (counts[bin] ?? 0) + 1
    }
    const expected = people / bins
    const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 99 degrees of freedom: one fair hash in a million comes out above 175.
    expect(chi).toBeLessThan(175)
  }
})

test('keeps the arms of two experiments independent, version 2', () => {
  const people = 40_000
  const cells = [0, 0, 0, 0]
  for (let i = 0; i < people; i++) {
    const [a, b] = ['first', 'second'].map((seed) => (bucket(seed, `v${i}`, 2) < 0.5 ? 0 : 1))
    const cell = (a ?? 0) * 2 + (b ?? 0)
    cells[cell] = (cells[cell] ?? 0) + 1
  }
  const expected = people / 4
  const chi = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // 3 degrees of freedom: one in a million above 31.
  expect(chi).toBeLessThan(31)
})

test('moves nobody between arms when coverage grows', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (id, one, other) => {
        const n = bucket('grow', id, 2)
        const weights = [0.2, 0.3, 0.5]
        const before = chooseRange(n, ranges(weights, Math.min(one, other)))
        const after = chooseRange(n, ranges(weights, Math.max(one, other)))
        if (before >= 0) expect(after).toBe(before)
      }
    ),
    { seed: seedOf('coverage') }
  )
})
