import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoOf, utcWeekdayOf } from '../../test/profile/platform-date.ts'
import { parseInstant } from '../condition/instant.ts'
import { isTimeZone, localTime, offsetMs } from './local-time.ts'
import { dayNumber, dayOf, formatDay, formatTime, weekdayOf } from './time.ts'

const zones = [
  'UTC',
  'Europe/Paris',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Los_Angeles',
  'Pacific/Kiritimati',
]

describe('calendar arithmetic', () => {
  it('formats every time as Date does, and reads it back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (ms) => {
        expect(formatTime(ms)).toBe(isoOf(ms))
        expect(parseInstant(formatTime(ms))).toBe(ms)
      })
    )
  })

  it('turns days into dates and back, with the right weekday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_900_000 }), (day) => {
        expect(dayNumber(dayOf(day))).toBe(day)
        expect(formatDay(day)).toBe(isoOf(day * 86_400_000).slice(0, 10))
        expect(weekdayOf(day) % 7).toBe(utcWeekdayOf(day * 86_400_000))
      })
    )
  })
})

describe('localTime', () => {
  it('shows what Intl shows, also around changes of the clock', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
        fc.constantFrom(...zones),
        (ms, zone) => {
          const { day, hour, minute } = localTime(ms, zone)
          const format = new Intl.DateTimeFormat('sv-SE', {
            timeZone: zone,
            dateStyle: 'short',
            timeStyle: 'short',
          })
          const clock = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
          expect(`${formatDay(day)} ${clock}`).toBe(format.format(ms))
        }
      ),
      { numRuns: 2_000 }
    )
  })

  it('is exact to the millisecond where a clock is put forward and back', () => {
    const spring = parseInstant('2026-03-29T01:00:00Z') ?? 0
    expect(localTime(spring - 1, 'Europe/Paris')).toMatchObject({ hour: 1, minute: 59, weekday: 7 })
    expect(localTime(spring, 'Europe/Paris')).toMatchObject({ hour: 3, minute: 0, weekday: 7 })
    const autumn = parseInstant('2026-10-25T01:00:00Z') ?? 0
    expect(offsetMs(autumn - 1, 'Europe/Paris')).toBe(7_200_000)
    expect(offsetMs(autumn, 'Europe/Paris')).toBe(3_600_000)
  })

  it('takes an unknown zone for UTC', () => {
    expect(isTimeZone('Mars/Base')).toBe(false)
    expect(localTime(0, 'Mars/Base')).toEqual(localTime(0, 'UTC'))
  })
})
