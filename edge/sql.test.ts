import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))

/** Here a statement is put together of two constants; nothing from outside is in either. */
const ofConstants = 'journey/outbox.ts'

/** Statements are constants; whatever comes from outside is bound. */
test('no SQL is built from text (S15)', () => {
  const words = /`[^`]*\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE)\b[^`]*\$\{/
  const built = sources.filter((file) =>
    words.test(readFileSync(join(import.meta.dirname, file), 'utf8'))
  )
  expect(sources.length).toBeGreaterThan(80)
  expect(built.filter((file) => file !== ofConstants)).toEqual([])
})

test('no pattern of an owner reaches the platform’s own regular expressions (S11)', () => {
  const dynamic = sources.filter((file) =>
    /new RegExp\(/.test(readFileSync(join(import.meta.dirname, file), 'utf8'))
  )
  // Those that are built are of constant words: names of a token's claims, paths of our own files.
  expect(dynamic).toEqual(['http/route-path.ts', 'profile/identity-token.ts'])
})
