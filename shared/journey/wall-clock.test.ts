import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localTime } from '../event/local-time.ts'
import { dayNumber, formatTime } from '../event/time.ts'
import { addMonths, dayInMonth, instantAt, localDay, localMinute, minuteOf } from './wall-clock.ts'

const at = (iso: string, time: string, zone: string): string => {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
  return formatTime(instantAt(dayNumber({ year, month, day }), minuteOf(time), zone))
}

test('nine in the morning stays nine in the morning over a clock change', () => {
  expect(at('2027-03-27', '09:00', 'Europe/Paris')).toBe('2027-03-27T08:00:00.000Z')
  expect(at('2027-03-28', '09:00', 'Europe/Paris')).toBe('2027-03-28T07:00:00.000Z')
  expect(at('2027-10-31', '09:00', 'Europe/Paris')).toBe('2027-10-31T08:00:00.000Z')
})

test('a time that the clock change skips comes as much later as the clocks jump', () => {
  expect(at('2027-03-28', '02:30', 'Europe/Paris')).toBe('2027-03-28T01:30:00.000Z')
  expect(at('2027-03-14', '02:30', 'America/New_York')).toBe('2027-03-14T07:30:00.000Z')
  expect(at('2011-12-30', '09:00', 'Pacific/Apia')).toBe('2011-12-30T19:00:00.000Z')
})

test('of a time that comes twice the first is meant', () => {
  expect(at('2027-10-31', '02:30', 'Europe/Paris')).toBe('2027-10-31T00:30:00.000Z')
  expect(at('2027-11-07', '01:30', 'America/New_York')).toBe('2027-11-07T05:30:00.000Z')
})

test('the wall clock shows what was asked for, in zones with strange rules too', () => {
  const zones = ['Australia/Lord_Howe', 'America/St_Johns', 'Africa/Casablanca', 'Pacific/Chatham']
  const instant = fc.integer({ min: 946_684_800, max: 2_200_000_000 }).map((s) => s * 1_000)
  fc.assert(
    fc.property(instant, fc.constantFrom(...zones), (now, zone) => {
      const minute = localMinute(now, zone)
      const found = instantAt(localDay(now, zone), minute, zone)
      const clock = localTime(found, zone)
      expect(clock.hour * 60 + clock.minute).toBe(minute)
      expect(found).toBeLessThanOrEqual(now)
    })
  )
})

test('a day that a month does not have is its last', () => {
  expect(dayInMonth(2027, 2, 29)).toBe(dayNumber({ year: 2027, month: 2, day: 28 }))
  expect(dayInMonth(2028, 2, 29)).toBe(dayNumber({ year: 2028, month: 2, day: 29 }))
  expect(dayInMonth(2027, 12, 31)).toBe(dayNumber({ year: 2027, month: 12, day: 31 }))
})

test('months count over the end of the year', () => {
  const december = dayNumber({ year: 2027, month: 12, day: 31 })
  expect(addMonths(december, 2)).toEqual({ year: 2028, month: 2 })
  expect(addMonths(december, -12)).toEqual({ year: 2026, month: 12 })
})
