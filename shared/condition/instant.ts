const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i

/**
 * Milliseconds since the epoch of an ISO 8601 date or date and time; undefined when it is none. What
 * says no offset is UTC. `Date.parse` would read it in the zone of the machine, so that page, worker
 * and console could disagree, and accepts much that is no ISO date, each engine its own.
 */
export function parseInstant(text: string): number | undefined {
  const parts = iso.exec(text)
  if (parts === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const offset = offsetMinutes(parts[8])
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59 || offset === undefined) return undefined
  const ms = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'))
  return (
    ((daysSinceEpoch(year, month, day) * 24 + hour) * 60 + minute - offset) * 60_000 +
    second * 1_000 +
    ms
  )
}

function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days from 1970-01-01 in the Gregorian calendar; the year starts in March so that leap days end it. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return (
    y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
  )
}
