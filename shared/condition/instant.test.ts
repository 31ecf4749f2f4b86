import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedOf } from '../../test/cases/seed.ts'
import { formatTime } from '../event/time.ts'
import { parseInstant } from './instant.ts'

test('reads back every time that is written as ISO 8601', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (ms) => {
      expect(parseInstant(formatTime(ms))).toBe(ms)
    }),
    { seed: seedOf('ISO times') }
  )
})

test.each([
  ['2026-11-27', '2026-11-27T00:00:00.000Z'],
  ['2026-11-27T10:30', '2026-11-27T10:30:00.000Z'],
  ['2026-11-27 10:30:15', '2026-11-27T10:30:15.000Z'],
  ['2026-11-27T10:30:15.5Z', '2026-11-27T10:30:15.500Z'],
  ['2026-11-27T10:30:15.123456789Z', '2026-11-27T10:30:15.123Z'],
  ['2026-11-27T10:30:00+02:00', '2026-11-27T08:30:00.000Z'],
  ['2026-11-27T10:30:00-0530', '2026-11-27T16:00:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ['2000-02-29', '2000-02-29T00:00:00.000Z'],
])('reads %s', (text, time) => {
  expect(formatTime(parseInstant(text) ?? Number.NaN)).toBe(time)
})

test.each([
  '',
  'now',
  '2026',
  '2026-11',
  '27.11.2026',
  '2026-13-01',
  '2026-00-01',
  '2026-02-29',
  '1900-02-29',
  '2026-04-31',
  '2026-11-27T24:00:00Z',
  '2026-11-27T10:60:00Z',
  '2026-11-27T10:00:60Z',
  '2026-11-27T10:00:00+24:00',
  ' 2026-11-27',
  '2026-11-27T10:00:00Z ',
])('finds no time in %j', (text) => {
  expect(parseInstant(text)).toBeUndefined()
})
