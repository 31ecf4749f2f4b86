import type { Json } from '../event/json.ts'
import { dayOf, formatDay, weekdayOf } from '../event/time.ts'
import { anniversaryOf, momentOf } from './date.ts'
import type { EntryOn } from './entry.ts'
import { addMonths, dayInMonth, instantAt, localDay, minuteOf } from './wall-clock.ts'

/** One time that the calendar lets a person in. */
export interface Occurrence {
  /** Names it for good: a year, a day. The same in every time zone. */
  id: string
  at: number
}

/** Occurrences of a date around now: those that may just have been due, and the next. */
export function dateOccurrences(
  entry: EntryOn<'date'>,
  value: Json | undefined,
  { now, zone }: { now: number; zone: string }
): Occurrence[] {
  if (entry.yearly !== true) {
    const at = momentOf(value, entry, zone)
    return at === undefined ? [] : [{ id: dateId(value), at }]
  }
  const { year } = dayOf(localDay(now, zone))
  // With an offset, the birthday of January is kept in December and that of December in January.
  return [year - 1, year, year + 1, year + 2].flatMap((inYear) => {
    const at = anniversaryOf(value, inYear, { rule: entry, zone })
    return at === undefined ? [] : [{ id: String(inYear), at }]
  })
}

/** Occurrences of a schedule around now, in their order. */
export function scheduleOccurrences(
  entry: EntryOn<'schedule'>,
  { now, zone }: { now: number; zone: string }
): Occurrence[] {
  const minute = minuteOf(entry.time)
  return scheduleDays(entry, localDay(now, zone)).map((day) => ({
    id: formatDay(day),
    at: instantAt(day, minute, zone),
  }))
}

/** Days of the schedule, from the last one before yesterday to the next one after tomorrow. */
function scheduleDays(entry: EntryOn<'schedule'>, today: number): number[] {
  switch (entry.every) {
    case 'day':
      return [today - 2, today - 1, today, today + 1, today + 2]
    case 'week': {
      const weekdays = entry.weekdays ?? [1]
      const around = Array.from({ length: 19 }, (_, index) => today - 9 + index)
      return around.filter((day) => weekdays.includes(weekdayOf(day)))
    }
    case 'month':
      return [-2, -1, 0, 1, 2].map((months) => {
        const { year, month } = addMonths(today, months)
        return dayInMonth(year, month, entry.day ?? 1)
      })
  }
}

/** A date that is changed is another occurrence, one that is only written differently is not. */
function dateId(value: Json | undefined): string {
  return typeof value === 'string' ? value.slice(0, 32) : String(value)
}
