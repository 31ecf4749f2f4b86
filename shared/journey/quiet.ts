import { weekdayOf } from '../event/time.ts'
import type { Quiet } from './parts.ts'
import { instantAt, localDay, localMinute, minuteOf } from './wall-clock.ts'

/**
 * The first moment from now on at which messages may arrive; `now` itself when it is not quiet.
 * Undefined when there is none: quiet around the clock.
 */
export function quietEnd(quiet: Quiet, now: number, zone: string): number | undefined {
  const isLoud = (at: number) => !isQuiet(quiet, at, zone)
  if (isLoud(now)) return now
  const today = localDay(now, zone)
  // Silence ends where its hours end or an allowed day begins: look at both, a week ahead and a day.
  const ends = [0, ...(quiet.until === undefined ? [] : [minuteOf(quiet.until)])]
  for (let day = today; day <= today + 8; day++) {
    for (const minute of ends) {
      const at = instantAt(day, minute, zone)
      if (at >= now && isLoud(at)) return at
    }
  }
  return undefined
}

function isQuiet({ from, until, weekdays }: Quiet, at: number, zone: string): boolean {
  if (weekdays !== undefined && !weekdays.includes(weekdayOf(localDay(at, zone)))) return true
  if (from === undefined || until === undefined) return false
  const [start, end, minute] = [minuteOf(from), minuteOf(until), localMinute(at, zone)]
  // From 21:00 until 08:00 runs over midnight; from 12:00 until 14:00 does not.
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end
}
