import { describe, expect, it } from 'vitest'
import { splitChance, wilson } from './statistics.ts'

describe('the interval of a share', () => {
  it('is Wilson’s', () => {
    const { low, high } = wilson(15, 100)
    expect(low).toBeCloseTo(0.0931, 4)
    expect(high).toBeCloseTo(0.2328, 4)
  })

  it('says nothing while there is nobody, and stays within 0 and 1', () => {
    expect(wilson(0, 0)).toEqual({ rate: 0, low: 0, high: 1 })
    expect(wilson(0, 5).low).toBe(0)
    expect(wilson(5, 5).high).toBe(1)
  })
})

describe('the split check', () => {
  // Values of R: chisq.test(x, p = …)$p.value
  it.each([
    [[50, 50], [1, 1], 1],
    [[60, 40], [1, 1], 0.045_5],
    [[5100, 4900], [1, 1], 0.045_5],
    [[5500, 4500], [1, 1], 1.523_97e-23],
    [[30, 50, 40], [1, 1, 1], 0.082_085],
    [[900, 100], [9, 1], 1],
    [[10, 20, 30, 40], [1, 1, 1, 1], 0.000_169_74],
  ])('of %j by %j is %f', (counts, weights, chance) => {
    expect(splitChance(counts, weights) / chance).toBeCloseTo(1, 3)
  })

  it('has nothing to say of nobody, and all to say of people where none should be', () => {
    expect(splitChance([0, 0], [1, 1])).toBe(1)
    expect(splitChance([10, 1], [1, 0])).toBe(0)
  })
})
