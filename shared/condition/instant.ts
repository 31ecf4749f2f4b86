import { dayMs, dayNumber, dayOf } from '../event/time.ts'

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i

/**
 * Milliseconds since the epoch of an ISO 8601 date or date and time; undefined when it is none. What
 * names no offset is UTC. `Date.parse` would read it in the zone of the machine, so that page, worker
 * and console could disagree, and takes much that is no ISO date, each engine its own.
 */
export function parseInstant(text: string): number | undefined {
  const parts = iso.exec(text)
  if (parts === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const offset = offsetMinutes(parts[8])
  if (offset === undefined || hour > 23 || minute > 59 || second > 59) return undefined
  const date = dayNumber({ year, month, day })
  // 30 February would be a day of March, month 13 one of the next year.
  if (dayOf(date).day !== day || dayOf(date).month !== month) return undefined
  const ms = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'))
  return date * dayMs + ((hour * 60 + minute - offset) * 60 + second) * 1_000 + ms
}

/** Minutes east of UTC. */
function offsetMinutes(zone = 'Z'): number | undefined {
  if (zone === 'Z' || zone === 'z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
