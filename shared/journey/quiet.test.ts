import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInstant } from '../condition/instant.ts'
import { localTime } from '../event/local-time.ts'
import { formatTime } from '../event/time.ts'
import type { Quiet } from './parts.ts'
import { quietEnd } from './quiet.ts'

const end = (quiet: Quiet, iso: string, zone = 'Europe/Paris'): string | undefined => {
  const at = quietEnd(quiet, parseInstant(iso) ?? Number.NaN, zone)
  return at === undefined ? undefined : formatTime(at)
}
const night = { from: '21:00', until: '08:00' }

test('by day a message leaves at once', () => {
  expect(end(night, '2027-01-15T12:00:00Z')).toBe('2027-01-15T12:00:00.000Z')
})

test('in the night it waits for the morning, before midnight and after', () => {
  expect(end(night, '2027-01-15T22:30:00Z')).toBe('2027-01-16T07:00:00.000Z')
  expect(end(night, '2027-01-15T23:30:00Z')).toBe('2027-01-16T07:00:00.000Z')
  expect(end(night, '2027-12-31T22:30:00Z')).toBe('2028-01-01T07:00:00.000Z')
})

test('the morning after a clock change is the morning of the wall clock', () => {
  expect(end(night, '2027-03-27T23:00:00Z')).toBe('2027-03-28T06:00:00.000Z')
  expect(end(night, '2027-10-30T23:00:00Z')).toBe('2027-10-31T07:00:00.000Z')
})

test('on a day that is not allowed it waits for one that is', () => {
  const weekdays = { ...night, weekdays: [1, 2, 3, 4, 5] }
  expect(end(weekdays, '2027-01-16T12:00:00Z')).toBe('2027-01-18T07:00:00.000Z')
  expect(end({ weekdays: [1] }, '2027-01-16T12:00:00Z')).toBe('2027-01-17T23:00:00.000Z')
})

test('hours within a day are quiet between them', () => {
  const siesta = { from: '12:00', until: '14:00' }
  expect(end(siesta, '2027-01-15T11:30:00Z')).toBe('2027-01-15T13:00:00.000Z')
  expect(end(siesta, '2027-01-15T13:00:00Z')).toBe('2027-01-15T13:00:00.000Z')
})

test('what was held never arrives in the quiet, and not before its time', () => {
  const zones = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']
  const seconds = fc.integer({ min: 1_735_689_600, max: 1_956_528_000 })
  fc.assert(
    fc.property(seconds, fc.constantFrom(...zones), (second, zone) => {
      const now = second * 1_000
      const at = quietEnd(night, now, zone) ?? Number.NaN
      const { hour } = localTime(at, zone)
      expect(at).toBeGreaterThanOrEqual(now)
      expect(hour >= 8 && hour < 21).toBe(true)
      expect(at - now).toBeLessThanOrEqual(12 * 3_600_000)
    })
  )
})
