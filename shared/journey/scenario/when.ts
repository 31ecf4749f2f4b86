import { parseInstant } from '../../condition/instant.ts'
import { localTime, offsetMs } from '../../event/local-time.ts'
import { dayMs, formatDay } from '../../event/time.ts'
import { instantAt, localDay, minuteOf } from '../wall-clock.ts'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const units: Readonly<Record<string, number>> = { w: 7 * dayMs, d: dayMs, h: 3_600_000, m: 60_000 }

/**
 * The instant that a story means: `2027-03-01 10:00` or `10:00` by the person's clock, `+1d2h` after
 * the line above. Days of `+1d` keep the hour of the day, as people mean them.
 */
export function instantOf(when: string, { after, zone }: { after: number; zone: string }): number {
  if (when.startsWith('+')) return later(when, after, zone)
  const [date, time] = when.includes(' ') ? when.split(' ') : [undefined, when]
  const minute = minuteOf(time ?? '00:00')
  if (date !== undefined) return instantAt((parseInstant(date) ?? 0) / dayMs, minute, zone)
  const today = localDay(after, zone)
  const at = instantAt(today, minute, zone)
  return at >= after ? at : instantAt(today + 1, minute, zone)
}

/** `Mon 2027-03-01 10:00`, by the person's clock. */
export function formatWhen(at: number, zone: string): string {
  const { day, weekday, hour, minute } = localTime(at, zone)
  const pad = (n: number) => String(n).padStart(2, '0')
  return `${weekdays[weekday - 1]} ${formatDay(day)} ${pad(hour)}:${pad(minute)}`
}

function later(when: string, after: number, zone: string): number {
  let [days, exact] = [0, 0]
  for (const [, count = '0', unit = 'm'] of when.matchAll(/(\d+)([wdhm])/g)) {
    const ms = Number(count) * (units[unit] ?? 0)
    if (unit === 'w' || unit === 'd') days += ms / dayMs
    else exact += ms
  }
  const wall = after + offsetMs(after, zone)
  const day = Math.floor(wall / dayMs)
  return instantAt(day + days, (wall - day * dayMs) / 60_000, zone) + exact
}
