import { offsetMs } from '../event/local-time.ts'
import { dayMs, dayNumber, dayOf } from '../event/time.ts'

/**
 * The instant at which the clock on the wall of a zone shows `minute` minutes after midnight of a
 * day (days from 1970-01-01). A time that a clock change skips is taken as much later as the clocks
 * jump; of a time that comes twice, the first is meant. Both as ECMAScript's Temporal has it.
 */
export function instantAt(day: number, minute: number, zone: string): number {
  const wanted = day * dayMs + minute * 60_000
  // The offsets on either side of a change around here; mostly they are equal.
  const before = offsetMs(wanted - dayMs, zone)
  const after = offsetMs(wanted + dayMs, zone)
  const early = wanted - before
  if (before === after || offsetMs(early, zone) === before) return early
  const late = wanted - after
  // Neither fits: there is no such time, and counting on from before the jump leads past it.
  return offsetMs(late, zone) === after ? late : early
}

/** Day number of a local calendar at an instant. */
export function localDay(at: number, zone: string): number {
  return Math.floor((at + offsetMs(at, zone)) / dayMs)
}

/** Minutes since local midnight by the wall clock. */
export function localMinute(at: number, zone: string): number {
  return Math.floor((at + offsetMs(at, zone)) / 60_000) - localDay(at, zone) * 1_440
}

/** The day with this number in this month, or the month's last: 29 February, 31 April. */
export function dayInMonth(year: number, month: number, day: number): number {
  const first = dayNumber({ year, month, day: 1 })
  const next = dayNumber(
    month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 }
  )
  return Math.min(first + day, next) - 1
}

/** The month so many months later. */
export function addMonths(day: number, months: number): { year: number; month: number } {
  const { year, month } = dayOf(day)
  const count = year * 12 + month - 1 + months
  return { year: Math.floor(count / 12), month: (count % 12) + 1 }
}

/** Minutes since midnight of `09:30`. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}
