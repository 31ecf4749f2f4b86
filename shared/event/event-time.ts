import { parseInstant } from '../condition/instant.ts'

/** What a sender says about when something happened. */
export interface SentTimes {
  /** Page: milliseconds since it happened, by its monotonic clock. */
  age?: number | undefined
  timestamp?: string | undefined
  originalTimestamp?: string | undefined
  sentAt?: string | undefined
}

/** When something happened by our clock; `isSuspect` when the sender's words cannot be true. */
export interface EventTime {
  at: number
  isSuspect: boolean
}

/**
 * Our clock minus how long ago it was: the difference of two readings of the sender's clock is right
 * even when that clock is wrong by years. A bare `timestamp` is taken as it is (history import).
 * Undefined when a time cannot be read.
 */
export function eventTime(times: SentTimes, receivedAt: number): EventTime | undefined {
  const ageMs = times.age ?? ageOf(times, receivedAt)
  if (ageMs === undefined) return undefined
  // Performance clocks count fractions of milliseconds; times are whole ones.
  const at = Math.round(receivedAt - ageMs)
  if (at > receivedAt) return { at: receivedAt, isSuspect: true }
  return at < 0 ? { at: 0, isSuspect: true } : { at, isSuspect: false }
}

function ageOf(times: SentTimes, receivedAt: number): number | undefined {
  const happened = times.originalTimestamp ?? times.timestamp
  if (happened === undefined) return 0
  const happenedAt = parseInstant(happened)
  if (happenedAt === undefined) return undefined
  const sentAt = times.sentAt === undefined ? undefined : parseInstant(times.sentAt)
  return (sentAt ?? receivedAt) - happenedAt
}
