/** What `Date` says, as an oracle: `shared/` itself must do without it. */

export function isoOf(ms: number): string {
  return new Date(ms).toISOString()
}

/** 0 is Sunday. */
export function utcWeekdayOf(ms: number): number {
  return new Date(ms).getUTCDay()
}
