import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { now } from '../../../test/cases/arbitrary-decisions.ts'
import { resolve } from '../../../test/cases/run-decisions.ts'
import { emptyProfile } from '../../profile/empty.ts'
import { compileSite } from '../../site/compile.ts'
import type { Experiment } from '../action.ts'
import { decide } from '../decide.ts'

const content = { type: 'text' as const, text: 'x' }

/** The variant a person gets of an action in the experiment; undefined outside of it. */
function variantOf(stableId: string, experiment: Experiment): string | undefined {
  const site = compileSite({
    version: 1,
    config: {
      name: 'Trial',
      slots: { hero: {} },
      experiments: { trial: experiment },
      actions: {
        hero: {
          slots: ['hero'],
          experiment: 'trial',
          variants: { a: { content }, b: { content }, c: { content, share: 2 } },
        },
      },
    },
  })
  const { decisions } = decide({
    site,
    profile: emptyProfile('p', stableId, now),
    context: {
      channel: 'page',
      timezone: 'UTC',
      locale: 'en',
      consent: {},
      gpc: false,
      page: {},
      more: {},
      bot: false,
    },
    slots: ['hero'],
    now,
    seed: 's',
    resolve,
  })
  return decisions[0]?.variant
}

/** χ² of counts against equal expectations in these proportions. */
function chiSquare(counts: readonly number[], weights: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return counts.reduce((sum, count, i) => {
    const expected = (total * (weights[i] ?? 0)) / whole
    return sum + (count - expected) ** 2 / expected
  }, 0)
}

const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('an experiment', () => {
  it('grows without moving anyone who takes part', () => {
    fc.assert(
      fc.property(fc.string(), share, share, (person, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        const before = variantOf(person, { coverage: less })
        if (before !== undefined) expect(variantOf(person, { coverage: more })).toBe(before)
      }),
      { numRuns: 300 }
    )
  })

  it('leaves everybody with their variant when it is stopped', () => {
    fc.assert(
      fc.property(fc.string(), share, (person, coverage) => {
        const before = variantOf(person, { coverage })
        const after = variantOf(person, { coverage, status: 'stopped' })
        expect(after).toBeDefined()
        if (before !== undefined) expect(after).toBe(before)
      }),
      { numRuns: 200 }
    )
  })

  it('splits people by the shares of its variants (C7)', () => {
    const people = Array.from({ length: 4_000 }, (_, i) => variantOf(`visitor-${i}`, {}))
    const counts = ['a', 'b', 'c'].map((name) => people.filter((one) => one === name).length)
    // 9.21 is the 99th percentile with two degrees of freedom.
    expect(chiSquare(counts, [1, 1, 2])).toBeLessThan(9.21)
  })

  it('takes part in a namespace only where that is its own', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0.1, max: 0.9, noNaN: true }), (person, border) => {
        const first = variantOf(person, { namespace: { name: 'home', from: 0, until: border } })
        const second = variantOf(person, { namespace: { name: 'home', from: border, until: 1 } })
        expect([first, second].filter((variant) => variant !== undefined)).toHaveLength(1)
      }),
      { numRuns: 200 }
    )
  })
})
