import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appendSeen, createSeenIds, readSeen, type SeenId } from './seen-ids.ts'

const hashes = fc.record({
  id: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  payload: fc.integer({ min: 0, max: 0xff_ff_ff_ff }),
  at: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1_000),
})

test('remembers exactly what a map would', () => {
  fc.assert(
    fc.property(fc.array(hashes, { maxLength: 500 }), (all) => {
      const seen = createSeenIds()
      const model = new Map<number, number>()
      for (const one of all) {
        seen.add(one)
        if (!model.has(one.id)) model.set(one.id, one.payload)
      }
      expect(seen.size).toBe(model.size)
      for (const { id } of all) expect(seen.payloadOf(id)).toBe(model.get(id))
    })
  )
})

test('is stored and read as it was, and forgets what is too old', () => {
  fc.assert(
    fc.property(fc.array(hashes), fc.array(hashes), (first, second) => {
      const bytes = appendSeen(appendSeen(new Uint8Array(), first), second)
      const all: SeenId[] = [...first, ...second]
      expect([...readSeen(bytes)]).toEqual(all)
      const since = 2_000_000_000_000
      expect([...readSeen(bytes, since)]).toEqual(all.filter(({ at }) => at >= since))
    })
  )
})

test('holds 10,000 ids in 150 KB', () => {
  const seen = createSeenIds(10_000)
  for (let i = 1; i <= 10_000; i += 1) seen.add({ id: i * 7_919, payload: i, at: 0 })
  expect(seen.size).toBe(10_000)
  // 12,563 places of 12 bytes.
  expect(seen.bytes).toBeLessThanOrEqual(151_000)
})
