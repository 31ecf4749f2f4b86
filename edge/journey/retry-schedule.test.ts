import { expect, test } from 'vitest'
import { retryAt } from './retry-schedule.ts'

test('ten attempts lie within a little more than three days', () => {
  let [now, attempts] = [0, 1]
  for (let next = retryAt(attempts, now, 0.5); next !== undefined; attempts++) {
    now = next
    next = retryAt(attempts + 1, now, 0.5)
  }
  expect(attempts).toBe(10)
  expect(now / 3_600_000).toBeGreaterThan(72)
  expect(now / 3_600_000).toBeLessThan(80)
})

test('chance moves an attempt by a fifth at most', () => {
  expect(retryAt(1, 0, 0)).toBe(4_000)
  expect(retryAt(1, 0, 1)).toBe(6_000)
})
