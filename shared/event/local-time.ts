import { dayMs, dayNumber, modulo, weekdayOf } from './time.ts'

/** A moment on somebody's own clock and calendar. */
export interface LocalTime {
  /** Days from 1970-01-01 of the local calendar. */
  day: number
  /** ISO weekday: 1 is Monday. */
  weekday: number
  hour: number
  minute: number
}

/** Reads a moment on the clock of an IANA zone. An unknown zone is UTC. */
export function localTime(ms: number, zone: string): LocalTime {
  const local = ms + offsetMs(ms, zone)
  const day = Math.floor(local / dayMs)
  const ofDay = modulo(local, dayMs)
  return {
    day,
    weekday: weekdayOf(day),
    hour: Math.floor(ofDay / 3_600_000),
    minute: Math.floor(ofDay / 60_000) % 60,
  }
}

/** Whether a text names a zone that this runtime knows. */
export function isTimeZone(zone: string): boolean {
  return formatterOf(zone) !== undefined
}

/** Milliseconds to add to UTC on the clock of a zone at a moment. */
export function offsetMs(ms: number, zone: string): number {
  if (zone === 'UTC') return 0
  const formatter = formatterOf(zone)
  if (formatter === undefined) return 0
  const [atStart, atEnd] = offsetsOfDay(Math.floor(ms / dayMs), zone, formatter)
  // A clock that shows the same offset at both ends of a day has not been changed on it.
  return atStart === atEnd ? atStart : measureOffset(ms, formatter)
}

type Offsets = readonly [atStart: number, atEnd: number]

/** Intl costs microseconds, arithmetic nanoseconds: each day of a zone is measured once. */
const offsets = new Map<string, Map<number, Offsets>>()
const maxDays = 2_048
const formatters = new Map<string, Intl.DateTimeFormat | undefined>()
const maxZones = 512

function offsetsOfDay(day: number, zone: string, formatter: Intl.DateTimeFormat): Offsets {
  let days = offsets.get(zone)
  if (days === undefined || days.size >= maxDays) {
    if (offsets.size >= maxZones) offsets.clear()
    days = new Map()
    offsets.set(zone, days)
  }
  const known = days.get(day)
  if (known !== undefined) return known
  const start = day * dayMs
  const measured: Offsets = [
    measureOffset(start, formatter),
    measureOffset(start + dayMs, formatter),
  ]
  days.set(day, measured)
  return measured
}

function measureOffset(ms: number, formatter: Intl.DateTimeFormat): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatter.formatToParts(ms)) part[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  const local =
    dayNumber({ year, month, day }) * dayMs + ((hour * 60 + minute) * 60 + second) * 1_000
  return local - Math.floor(ms / 1_000) * 1_000
}

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formatters.has(zone)) return formatters.get(zone)
  if (formatters.size >= maxZones) formatters.clear()
  const formatter = createFormatter(zone)
  formatters.set(zone, formatter)
  return formatter
}

function createFormatter(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    // The only way to ask a runtime whether it knows a zone; ours then is UTC.
    return undefined
  }
}
