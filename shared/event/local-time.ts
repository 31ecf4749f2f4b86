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

/** Days from 1970-01-01 of the local calendar. */
export function localDay(ms: number, zone: string): number {
  return Math.floor((ms + offsetMs(ms, zone)) / dayMs)
}

/** Whether a text names a zone that this runtime knows. */
export function isTimeZone(zone: string): boolean {
  return clockOf(zone).formatter !== undefined
}

/** Milliseconds to add to UTC on the clock of a zone at a moment. */
export function offsetMs(ms: number, zone: string): number {
  if (zone === 'UTC') return 0
  const { formatter, days } = clockOf(zone)
  if (formatter === undefined) return 0
  const day = Math.floor(ms / dayMs)
  const [atStart, atEnd] = days.get(day) ?? measureDay(day, { formatter, days })
  // A clock that shows the same offset at both ends of a day has not been changed on it.
  return atStart === atEnd ? atStart : measureOffset(ms, formatter)
}

/** The clock of a zone. Intl costs microseconds, arithmetic nanoseconds: each day is measured once. */
interface Clock {
  /** Absent: the runtime does not know the zone. */
  formatter: Intl.DateTimeFormat | undefined
  /** Offsets at the start and at the end of UTC days. */
  days: Map<number, Offsets>
}

type Offsets = readonly [atStart: number, atEnd: number]

const clocks = new Map<string, Clock>()
const maxClocks = 512
const maxDays = 2_048

function clockOf(zone: string): Clock {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  if (clocks.size >= maxClocks) clocks.clear()
  const clock = { formatter: createFormatter(zone), days: new Map() }
  clocks.set(zone, clock)
  return clock
}

function measureDay(
  day: number,
  { formatter, days }: { formatter: Intl.DateTimeFormat; days: Clock['days'] }
): Offsets {
  const start = day * dayMs
  const offsets: Offsets = [
    measureOffset(start, formatter),
    measureOffset(start + dayMs, formatter),
  ]
  if (days.size >= maxDays) days.clear()
  days.set(day, offsets)
  return offsets
}

function measureOffset(ms: number, formatter: Intl.DateTimeFormat): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatter.formatToParts(ms)) part[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  const local =
    dayNumber({ year, month, day }) * dayMs + ((hour * 60 + minute) * 60 + second) * 1_000
  return local - Math.floor(ms / 1_000) * 1_000
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
