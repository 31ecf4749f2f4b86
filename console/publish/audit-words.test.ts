import { expect, it } from 'vitest'
import { deedInWords, gathered } from './audit-words.ts'

it('says what somebody did, with the note they gave', () => {
  expect(deedInWords('config.published', { version: 3, note: 'Spring' })).toBe(
    'published version 3: Spring'
  )
  expect(deedInWords('key.revoked', { id: 'k', kind: 'secret', label: 'CI' })).toBe(
    'revoked a secret key'
  )
})

it('tells what it does not know as it is', () => {
  expect(deedInWords('moon.moved', { by: 1 })).toBe('moon.moved {"by":1}')
  expect(deedInWords('constructor', {})).toBe('constructor {}')
})

it('gathers the saves of a draft, and nothing else', () => {
  const entry = (n: number, did: string, by = 'ada') => ({ n, at: n, by, did, detail: {} })
  const entries = [
    entry(5, 'draft.saved'),
    entry(4, 'draft.saved'),
    entry(3, 'draft.saved', 'ben'),
    entry(2, 'key.created'),
    entry(1, 'key.created'),
  ]
  expect(gathered(entries).map(({ n, times }) => [n, times])).toEqual([
    [5, 2],
    [3, 1],
    [2, 1],
    [1, 1],
  ])
})
