import type { LocalTime } from '../../event/local-time.ts'
import type { Action } from '../action.ts'
import type { Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'

/** A daypart in minutes since midnight; `until` passes 1,440 when the part runs over midnight. */
interface Part {
  days: ReadonlySet<number> | undefined
  from: number
  until: number
}

const dayMinutes = 1_440

/** Reads a daypart as configured. The same hour twice means the whole day. */
function partOf(part: NonNullable<Action['dayparts']>[number]): Part {
  const from = minutesOf(part.from)
  const until = minutesOf(part.until)
  return {
    days: part.days === undefined ? undefined : new Set(part.days),
    from,
    until: until > from ? until : until + dayMinutes,
  }
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

/** Minutes that the part still lasts, or 0 when it does not hold at this time. */
function remaining({ days, from, until }: Part, time: LocalTime): number {
  const { weekday } = time
  const minute = time.hour * 60 + time.minute
  const begins = (day: number) => days === undefined || days.has(day)
  if (minute >= from && minute < until && begins(weekday)) return until - minute
  // A part over midnight belongs to the day it starts on: after midnight, ask for yesterday.
  const late = minute + dayMinutes
  if (late < until && begins(weekday === 1 ? 7 : weekday - 1)) return until - late
  return 0
}

/** How long some daypart of the action still holds, in minutes: 0 outside, `Infinity` without any. */
export function dayparts(action: Action): (clock: LocalTime) => number {
  const parts = (action.dayparts ?? []).map(partOf)
  if (parts.length === 0) return () => Infinity
  return (clock) => {
    let longest = 0
    for (const part of parts) longest = Math.max(longest, remaining(part, clock))
    return longest
  }
}

/** Refuses an action outside of its times of day, by the visitor's own clock. */
export function daypartStage(action: Action): Stage | undefined {
  if (action.dayparts === undefined || action.dayparts.length === 0) return undefined
  const holdsFor = dayparts(action)
  const outside = refusal('outside_daypart')
  return ({ clock }) => (holdsFor(clock) > 0 ? undefined : outside)
}
