import { durationMs } from '../condition/duration.ts'
import { parseInstant } from '../condition/instant.ts'
import type { Json } from '../event/json.ts'
import { offsetMs } from '../event/local-time.ts'
import { dayMs, dayNumber, dayOf } from '../event/time.ts'
import { dayInMonth, instantAt, minuteOf } from './wall-clock.ts'

/** How a moment is made of a date. */
export interface DateRule {
  offset?: string | undefined
  /** Local time of day; absent: the date's own. */
  time?: string | undefined
}

/** Local time of a date that has none of its own. */
const defaultMinute = 9 * 60

/**
 * The moment of a date: an ISO 8601 day or time, or milliseconds since the epoch. Days and weeks of
 * the offset are days of the person's calendar, so that nine in the morning stays nine.
 */
export function momentOf(
  value: Json | undefined,
  rule: DateRule,
  zone: string
): number | undefined {
  const local = localOf(value, zone)
  if (local === undefined) return undefined
  return place(local.day, local.minute, rule, zone)
}

/** The moment of a yearly date in a year. 29 February falls on 28 February in common years. */
export function anniversaryOf(
  value: Json | undefined,
  year: number,
  { rule, zone }: { rule: DateRule; zone: string }
): number | undefined {
  const date = monthAndDay(value)
  if (date === undefined) return undefined
  return place(dayInMonth(year, date.month, date.day), defaultMinute, rule, zone)
}

function place(day: number, minute: number, rule: DateRule, zone: string): number {
  const time = rule.time === undefined ? minute : minuteOf(rule.time)
  const shift = offsetOf(rule.offset)
  const days = Math.trunc(shift / dayMs)
  const isCalendar = shift === days * dayMs && /[dw]$/.test(rule.offset ?? 'd')
  return isCalendar ? instantAt(day + days, time, zone) : instantAt(day, time, zone) + shift
}

/** Milliseconds of `-3d`; 0 when there is none. */
function offsetOf(offset: string | undefined): number {
  if (offset === undefined) return 0
  return (offset.startsWith('-') ? -1 : 1) * (durationMs(offset.slice(1)) ?? 0)
}

/** A date on the wall: day of the person's calendar and minute of the day. */
function localOf(
  value: Json | undefined,
  zone: string
): { day: number; minute: number } | undefined {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    const at = parseInstant(value)
    return at === undefined ? undefined : { day: at / dayMs, minute: defaultMinute }
  }
  const at = typeof value === 'string' ? parseInstant(value) : value
  if (typeof at !== 'number') return undefined
  const wall = at + offsetMs(at, zone)
  const day = Math.floor(wall / dayMs)
  return { day, minute: (wall - day * dayMs) / 60_000 }
}

/**
 * Month and day as they are written: a birthday that travelled as `1990-05-01T00:00:00Z` is 1 May
 * everywhere. `05-01` and `--05-01` do without a year.
 */
function monthAndDay(value: Json | undefined): { month: number; day: number } | undefined {
  if (typeof value === 'number') return dayOf(Math.floor(value / dayMs))
  if (typeof value !== 'string') return undefined
  const parts = /^(?:\d{4}-|--)?(\d\d)-(\d\d)(?:[T ].*)?$/.exec(value)
  if (parts === null) return undefined
  const [month, day] = [Number(parts[1]), Number(parts[2])]
  // A leap year knows every day there is.
  const isDay =
    month >= 1 && month <= 12 && day >= 1 && dayInMonth(2000, month, day) === leap(month, day)
  return isDay ? { month, day } : undefined
}

function leap(month: number, day: number): number {
  return dayNumber({ year: 2000, month, day: 1 }) + day - 1
}
