import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRandom } from '../../test/page/tools/random.ts'
import { orderedDelay, pauseDelay, retryDelay } from './backoff.ts'

const second = 1_000
const minute = 60 * second

test('a visible page tries again within a second, for the first 15 seconds', () => {
  fc.assert(
    fc.property(fc.nat(24), fc.double({ min: 0, max: 1, noNaN: true }), (fails, random) => {
      expect(retryDelay(fails, true, random)).toBeGreaterThanOrEqual(0.3 * second)
      expect(retryDelay(fails, true, random)).toBeLessThanOrEqual(0.9 * second)
    })
  )
  expect(25 * 0.6).toBe(15)
})

test('D13: after that, and out of sight, waits grow with full jitter up to a minute, then five', () => {
  expect([0, 1, 5, 6, 10].map((fails) => retryDelay(fails, false, 1))).toEqual(
    [1, 2, 32, 60, 60].map((seconds) => seconds * second)
  )
  expect(retryDelay(11, false, 1)).toBe(5 * minute)
  expect(retryDelay(25, true, 1)).toBe(1 * second)
  expect(retryDelay(3, false, 0)).toBe(0)
})

test('D13: 200 clients that an outage of a minute has hit do not come back all at once', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const random = createRandom(seed)
    const firstTries = Array.from({ length: 200 }, () => {
      let at = random() * second
      for (let fails = 0; at < minute; fails++) at += retryDelay(fails, true, random()) + 20
      return at
    })
    const atOnce = firstTries.filter((at) => at < minute + second).length
    expect(atOnce, `seed ${seed}`).toBeLessThanOrEqual(20)
  }
})

test.each([
  ['5', 5 * second],
  ['0', 1 * second],
  ['100000', 15 * minute],
  ['Wed, 21 Oct 2026 07:28:10 GMT', 10 * second],
  ['Wed, 21 Oct 2020 07:28:10 GMT', 1 * second],
  ['soon', 1 * second],
])('D13: Retry-After %j is honoured, within a second and 15 minutes', (header, expected) => {
  const now = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT')
  expect(orderedDelay(header, now, 0)).toBe(expected)
  expect(orderedDelay(header, now, 1)).toBe(expected + second)
})

test('D14: a site whose keys are wrong is probed at most every five minutes', () => {
  expect(pauseDelay(0)).toBe(5 * minute)
  expect(pauseDelay(1)).toBe(5.5 * minute)
})
