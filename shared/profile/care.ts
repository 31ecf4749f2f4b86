import type { Event } from '../event/event.ts'
import { own } from '../event/safe-key.ts'
import { dayMs } from '../event/time.ts'
import type { Profile, Trouble } from './profile.ts'
import { compareTexts, keepFirst, mergeMaps } from './sorted.ts'
import { matterOf, signs } from './trouble-signs.ts'

/** Care mode: why, since when, until when. It may lie in the past. */
export type Care = NonNullable<Profile['care']>

/** Times of one reason that are remembered: enough for any number that a sign asks for. */
const maxTimes = 8

/** Matters that are remembered, apart for opened, closed and angry. */
const maxMatters = 50

/** An open matter that nobody closes is given up. */
const openMs = 30 * dayMs

const noTrouble: Readonly<Trouble> = { signs: {}, opened: {}, closed: {}, angry: {} }

/** Collects the signs of trouble in events. */
export function foldTrouble(
  trouble: Trouble | undefined,
  events: readonly Event[]
): Trouble | undefined {
  return events.reduce((sum, event) => {
    const sign = troubleOf(event)
    return sign === undefined ? sum : mergeTrouble(sum ?? noTrouble, sign)
  }, trouble)
}

export function mergeTrouble(a: Trouble | undefined, b: Trouble | undefined): Trouble | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const newest = (x: Record<string, number>, y: Record<string, number>): Record<string, number> =>
    keepFirst(
      mergeMaps(x, y, Math.max),
      maxMatters,
      ([idA, atA], [idB, atB]) => atB - atA || compareTexts(idA, idB)
    )
  return {
    signs: mergeMaps(a.signs, b.signs, (x, y) =>
      [...x, ...y].sort((s, t) => s - t).slice(-maxTimes)
    ),
    opened: newest(a.opened, b.opened),
    closed: newest(a.closed, b.closed),
    angry: newest(a.angry, b.angry),
  }
}

/** Care mode as the signs have it: of all that called for care, what does so for longest. */
export function careOf(trouble: Trouble | undefined): Care | undefined {
  if (trouble === undefined) return undefined
  const calls = [...callsOfSigns(trouble), ...callsOfMatters(trouble)]
  return calls.sort(
    (a, b) => b.until - a.until || a.since - b.since || compareTexts(a.reason, b.reason)
  )[0]
}

function troubleOf(event: Event): Trouble | undefined {
  const matter = matterOf(event)
  const reasons = Object.keys(signs).filter((reason) => signs[reason]?.isSign(event))
  if (matter === undefined && reasons.length === 0) return undefined
  const trouble: Trouble = { ...noTrouble, signs: {} }
  for (const reason of reasons) trouble.signs[reason] = [event.at]
  if (matter?.turn !== undefined) trouble[matter.turn] = { [matter.id]: event.at }
  if (matter?.isAngry) trouble.angry = { [matter.id]: event.at }
  return trouble
}

function callsOfSigns(trouble: Trouble): Care[] {
  return Object.entries(trouble.signs).flatMap(([reason, times]) => {
    const sign = own(signs, reason)
    if (sign === undefined) return []
    const { times: needed, withinMs, careMs } = sign
    // The last time at which enough of them had come together.
    const last = times.findLastIndex(
      (at, i) => at - (times[i - needed + 1] ?? -Infinity) <= withinMs
    )
    const since = times[last - needed + 1]
    return since === undefined ? [] : [{ reason, since, until: (times[last] ?? since) + careMs }]
  })
}

function callsOfMatters({ opened, closed, angry }: Trouble): Care[] {
  return Object.entries(opened)
    .filter(([id, at]) => at > (own(closed, id) ?? -1))
    .map(([id, since]) => ({ reason: reasonOf(id, angry), since, until: since + openMs }))
}

function reasonOf(id: string, angry: Record<string, number>): string {
  if (id.startsWith('complaint:')) return 'complaint'
  return Object.hasOwn(angry, id) ? 'angry_ticket' : 'open_ticket'
}
