import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { track } from '../../test/profile/events.ts'
import { fingerprint, payloadFingerprint } from './fingerprint.ts'

describe('fingerprint', () => {
  it('tells a million ids apart and stays a safe integer', () => {
    const seen = new Set<number>()
    for (let i = 0; i < 1_000_000; i++) seen.add(fingerprint(`0199f6a0-${i.toString(16)}`))
    expect(seen.size).toBe(1_000_000)
    expect([...seen].every(Number.isSafeInteger)).toBe(true)
  })

  it('spreads ids evenly over its range', () => {
    const slots = new Array<number>(64).fill(0)
    for (let i = 0; i < 64_000; i++) {
      const slot = Math.floor((fingerprint(`id-${i}`) / 2 ** 53) * 64)
      slots[slot] = (slots[slot] ?? 0) + 1
    }
    const chi = slots.reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0)
    // 63 degrees of freedom: 99.9 % of fair spreads stay below 103.
    expect(chi).toBeLessThan(103)
  })
})

describe('payloadFingerprint', () => {
  it('does not care for the order of keys, nor for time, place in the stream and ids', () => {
    const a = track('A', { id: 'x', properties: { a: 1, b: { c: [1, 2], d: null } }, seq: 1 })
    const b = {
      ...a,
      properties: { b: { d: null, c: [1, 2] }, a: 1 },
      seq: 2,
      at: 5,
      ids: { k: 'v' },
    }
    expect(payloadFingerprint(b)).toBe(payloadFingerprint(a))
  })

  it('tells payloads apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [a, b] = [track('A', { properties: { v: one as never } }), track('A')]
        b.properties = { v: other as never }
        // -0 is 0 to JSON, and so it is here.
        const isSame = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
        expect(payloadFingerprint(a) === payloadFingerprint(b)).toBe(isSame)
      }),
      { numRuns: 2_000 }
    )
  })
})

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return { entries: entries.map(([key, inner]) => [key, sorted(inner)]) }
}
