import type { Event } from '../event/event.ts'
import { staleAfterMs } from '../event/limits.ts'
import { dayMs } from '../event/time.ts'
import type { Session, Visits } from './profile.ts'

/** Silence that ends a session. */
export const idleMs = 30 * 60_000

/** Length that ends a session. */
export const longestMs = dayMs

/** Page views counted in a session. */
const maxPages = 256

/** A stretch is settled when no page event that is still accepted can reach it. */
const settledAfterMs = staleAfterMs + dayMs

const noVisits: Readonly<Visits> = { start: [], end: [], pages: [], done: 0, doneMs: 0 }

/**
 * Folds page events into visits: stretches that grow, meet and join, whatever the order of arrival.
 * Events of a back end are no visits.
 */
export function foldVisits(
  visits: Visits | undefined,
  events: readonly Event[],
  now: number
): Visits | undefined {
  const seen = events.filter(({ origin, at }) => origin === 'page' && now - at <= staleAfterMs)
  if (seen.length === 0 && visits === undefined) return undefined
  const draft = copyVisits(visits ?? noVisits)
  for (const { at, type } of seen) {
    addStretch(draft, at, at)
    if (type === 'page' || type === 'screen') draft.pages.push(at)
  }
  return settle(draft, now)
}

export function mergeVisits(
  a: Visits | undefined,
  b: Visits | undefined,
  now: number
): Visits | undefined {
  if (a === undefined && b === undefined) return undefined
  const draft = copyVisits(a ?? noVisits)
  b?.start.forEach((start, i) => {
    addStretch(draft, start, b.end[i] ?? start)
  })
  draft.pages.push(...(b?.pages ?? []))
  draft.done += b?.done ?? 0
  draft.doneMs += b?.doneMs ?? 0
  return settle(draft, now)
}

/** The last session, over or not. */
export function lastSession(visits: Visits): Session | undefined {
  const start = visits.start.at(-1)
  const lastAt = visits.end.at(-1)
  if (start === undefined || lastAt === undefined) return undefined
  const startedAt = start + (sessionsIn(start, lastAt) - 1) * longestMs
  const number = visits.start.reduce(
    (sum, each, i) => sum + sessionsIn(each, visits.end[i] ?? each),
    visits.done
  )
  const pages = visits.pages.filter((at) => at >= startedAt).length
  return { id: startedAt.toString(36), startedAt, lastAt, number, pages }
}

/** Whether a session goes on at a moment. */
export function isSessionOpen({ startedAt, lastAt }: Session, now: number): boolean {
  return now - lastAt <= idleMs && now - startedAt < longestMs
}

/** Average length of all sessions in milliseconds. */
export function averageSessionMs(visits: Visits, sessions: number): number {
  const ms = visits.start.reduce((sum, start, i) => sum + (visits.end[i] ?? start) - start, 0)
  return sessions === 0 ? 0 : (visits.doneMs + ms) / sessions
}

/** A stretch longer than a day is as many sessions as days it has begun. */
function sessionsIn(start: number, end: number): number {
  return 1 + Math.floor((end - start) / longestMs)
}

function addStretch({ start, end }: Visits, from: number, until: number): void {
  let first = start.length
  while (first > 0 && (end[first - 1] ?? 0) + idleMs >= from) first--
  let after = first
  let [low, high] = [from, until]
  while (after < start.length && (start[after] ?? 0) - idleMs <= until) {
    low = Math.min(low, start[after] ?? low)
    high = Math.max(high, end[after] ?? high)
    after++
  }
  start.splice(first, after - first, low)
  end.splice(first, after - first, high)
}

/** Adds up stretches that cannot change any more; the last one stays, it is the last session. */
function settle(draft: Visits, now: number): Visits {
  const { start, end } = draft
  while (start.length > 1 && (end[0] ?? now) < now - settledAfterMs) {
    const [from = 0, until = 0] = [start.shift(), end.shift()]
    draft.done += sessionsIn(from, until)
    draft.doneMs += until - from
  }
  const oldest = (end.at(-1) ?? 0) - longestMs
  draft.pages = draft.pages
    .filter((at) => at >= oldest)
    .sort((a, b) => a - b)
    .slice(-maxPages)
  return draft
}

function copyVisits({ start, end, pages, done, doneMs }: Visits): Visits {
  return { start: [...start], end: [...end], pages: [...pages], done, doneMs }
}
