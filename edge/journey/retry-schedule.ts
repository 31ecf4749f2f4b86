const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Pauses after a failed attempt: the schedule of Standard Webhooks, a little over three days. */
const pausesMs = [
  5_000,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
] as const

/**
 * When to try again after so many failed attempts; undefined when it was tried often enough. A fifth
 * of chance either way, so that receivers that come back are not met by everybody at once.
 */
export function retryAt(attempts: number, now: number, chance: number): number | undefined {
  const pause = pausesMs[attempts - 1]
  return pause === undefined ? undefined : now + Math.round(pause * (0.8 + 0.4 * chance))
}
