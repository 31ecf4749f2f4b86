import { describe, expect, test } from 'vitest'
import { waitMs } from './attempts.ts'

const minute = 60_000

describe('after failures', () => {
  test.each([
    [0, 0],
    [4, 0],
    [5, minute],
    [6, 2 * minute],
    [7, 4 * minute],
    [8, 8 * minute],
    [9, 15 * minute],
    [1_000, 15 * minute],
  ])('%i of them, the next try waits %i ms', (failures, wait) => {
    expect(waitMs({ failures, at: 0 }, 0)).toBe(wait)
  })

  test('the wait runs out', () => {
    expect(waitMs({ failures: 6, at: 0 }, 90_000)).toBe(30_000)
    expect(waitMs({ failures: 6, at: 0 }, 120_000)).toBe(0)
  })

  test('an hour without a try forgets them', () => {
    expect(waitMs({ failures: 1_000, at: 0 }, 60 * minute + 1)).toBe(0)
  })
})
