import { offsetMs } from '../../event/local-time.ts'
import { own } from '../../event/safe-key.ts'
import { modulo } from '../../event/time.ts'
import { mergeMaps } from '../sorted.ts'
import type { Kind } from './aggregate.ts'

/** Old points by hour of the UTC week, 0 is Monday 0:00: enough for any zone of whole hours. */
type Hours = Record<string, number>

const hourMs = 3_600_000
const weekHours = 168
/** 1970-01-01 was a Thursday. */
const epochHour = 72

/** The local hour, 0 to 23, with most events. */
export const hours: Kind<Hours> = createHabit((hourOfWeek) => hourOfWeek % 24)

/** The local ISO weekday, 1 to 7, with most events. */
export const weekdays: Kind<Hours> = createHabit((hourOfWeek) => Math.floor(hourOfWeek / 24) + 1)

/** Single points are read on the person's clock; old sums are turned by the clock's offset of their time. */
function createHabit(partOf: (hourOfWeek: number) => number): Kind<Hours> {
  return {
    zero: () => ({}),
    add(sums, { at }) {
      const hour = String(hourOfWeekAt(at))
      sums[hour] = (own(sums, hour) ?? 0) + 1
      return sums
    },
    merge: (a, b) => mergeMaps(a, b, (x, y) => x + y),
    copy: (sums) => ({ ...sums }),
    take: () => null,
    read(view, { zone, now }) {
      const times = new Array<number>(weekHours).fill(0)
      const add = (hourOfWeek: number, more: number): void => {
        const part = partOf(hourOfWeek)
        times[part] = (times[part] ?? 0) + more
      }
      for (const { at, sum } of view.old) {
        const turn = Math.round(offsetMs(Number.isFinite(at) ? at : now, zone) / hourMs)
        for (const [hour, n] of Object.entries(sum)) add(modulo(Number(hour) + turn, weekHours), n)
      }
      for (let i = view.from; i < view.to; i++) {
        const at = view.at[i] ?? 0
        add(hourOfWeekAt(at + offsetMs(at, zone)), 1)
      }
      const most = Math.max(...times)
      return most === 0 ? undefined : times.indexOf(most)
    },
    needsValue: false,
    needsTime: 'always',
  }
}

function hourOfWeekAt(ms: number): number {
  return modulo(Math.floor(ms / hourMs) + epochHour, weekHours)
}
