import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64url, sha256 } from './sha256.ts'

test('a digest is the one that everybody else computes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const expected = createHash('sha256').update(text.toWellFormed()).digest('base64url')
      expect(base64url(sha256(text))).toBe(expected)
    })
  )
})

test('base64url needs no padding at any length', () => {
  for (let length = 0; length < 8; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => 250 - index * 31)
    expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
  }
})
