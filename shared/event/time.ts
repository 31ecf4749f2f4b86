/** Calendar arithmetic without `Date`: the same answer in page, worker and console, whatever the machine's zone. */

export const dayMs = 86_400_000

/** A day of the proleptic Gregorian calendar. */
export interface Day {
  year: number
  month: number
  day: number
}

/** Days from 1970-01-01. The year is counted from March, so that leap days end it. */
export function dayNumber({ year, month, day }: Day): number {
  const y = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return (
    y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
  )
}

/** The day that is so many days from 1970-01-01: eras of 400 years, years from March. */
export function dayOf(number: number): Day {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** ISO weekday of a day: 1 is Monday (1970-01-01 was a Thursday). */
export function weekdayOf(number: number): number {
  return modulo(number + 3, 7) + 1
}

/** `2026-11-21` of a day. */
export function formatDay(number: number): string {
  const { year, month, day } = dayOf(number)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export function formatTime(ms: number): string {
  const day = Math.floor(ms / dayMs)
  const rest = modulo(ms, dayMs)
  const [hour, minute] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60]
  const [second, fraction] = [Math.floor(rest / 1_000) % 60, rest % 1_000]
  return `${formatDay(day)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}.${pad(fraction, 3)}Z`
}

/** Remainder that is never negative. */
export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
