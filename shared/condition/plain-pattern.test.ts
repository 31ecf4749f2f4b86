import fc from 'fast-check'
import { RE2JS } from 're2js'
import { expect, test } from 'vitest'
import { seedOf } from '../../test/cases/seed.ts'
import { plainPattern } from './plain-pattern.ts'

test('answers as the engine does, for every pattern it takes', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '/',
    '\\/',
    '\\.',
    '\\-',
    '.html',
    '-',
    ' ',
    'é',
    '😀',
    '1'
  )
  const pattern = fc
    .tuple(fc.boolean(), fc.array(piece, { maxLength: 4 }), fc.boolean())
    .map(([start, body, end]) => `${start ? '^' : ''}${body.join('')}${end ? '$' : ''}`)
  const text = fc.array(fc.constantFrom('a', 'b', '/', '.', '-', 'html', 'é', '😀', '\n'), {
    maxLength: 6,
  })
  fc.assert(
    fc.property(pattern, text, (source, parts) => {
      const plain = plainPattern(source)
      const value = parts.join('')
      if (plain !== undefined) expect(plain(value)).toBe(RE2JS.compile(source).test(value))
    }),
    { seed: seedOf('plain patterns'), numRuns: 3_000 }
  )
})

test.each(['a.c', 'a*', '(a)', '[a]', 'a|b', 'a{2}', 'a\\d', 'a\\$', 'a\\', '^a\\$', '$a', 'a^'])(
  'leaves %s to the engine',
  (source) => {
    expect(plainPattern(source)).toBeUndefined()
  }
)
