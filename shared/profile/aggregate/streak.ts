import { limits } from '../../event/limits.ts'
import { localDay } from '../../event/local-time.ts'
import { dayMs } from '../../event/time.ts'
import type { Kind } from './aggregate.ts'

/**
 * Days with events, by column: the UTC day, its first and its last event. Nobody's zone is known when
 * events are folded. Midnight of any zone cuts a UTC day in two, and whether there is an event before
 * and after the cut is known from the first and the last: any zone can be asked for later, exactly.
 */
interface Days {
  d: number[]
  first: number[]
  last: number[]
}

/**
 * Consecutive days of the person's own calendar with at least one event. It counts back from today,
 * or from yesterday as long as today has none: a streak is not lost at midnight.
 */
export const streak: Kind<Days> = {
  zero: () => ({ d: [], first: [], last: [] }),
  add: (days, { at }) => include(days, { day: Math.floor(at / dayMs), first: at, last: at }),
  merge(a, b) {
    const merged = streak.copy(a)
    b.d.forEach((day, i) => {
      include(merged, { day, first: b.first[i] ?? 0, last: b.last[i] ?? 0 })
    })
    return merged
  },
  copy: ({ d, first, last }) => ({ d: [...d], first: [...first], last: [...last] }),
  take: () => null,
  read(view, { now, zone, from, until }) {
    const { first, last } = view.old[0]?.sum ?? streak.zero()
    const today = localDay(now, zone)
    let next = today
    let length = 0
    for (let i = 2 * last.length - 1; i >= 0; i--) {
      // Backwards in time: the last event of a UTC day, then its first.
      const at = (i % 2 === 1 ? last : first)[i >> 1] ?? 0
      if (at > until) continue
      const day = localDay(at, zone)
      if (length === 0 && day === today - 1) next = day
      // A day that was counted already, or is not over here yet.
      if (day > next) continue
      if (day < next || at < from) break
      length++
      next--
    }
    return length
  },
  needsValue: false,
  needsTime: 'never',
}

function include(days: Days, more: { day: number; first: number; last: number }): Days {
  let place = days.d.length
  while (place > 0 && (days.d[place - 1] ?? 0) > more.day) place--
  if (days.d[place - 1] === more.day) {
    days.first[place - 1] = Math.min(days.first[place - 1] ?? more.first, more.first)
    days.last[place - 1] = Math.max(days.last[place - 1] ?? more.last, more.last)
    return days
  }
  days.d.splice(place, 0, more.day)
  days.first.splice(place, 0, more.first)
  days.last.splice(place, 0, more.last)
  if (days.d.length > limits.aggregate.days) {
    for (const column of [days.d, days.first, days.last]) column.shift()
  }
  return days
}
