import type { JsonObject } from '../event/json.ts'
import type { Profile } from './profile.ts'
import { averageSessionMs, isSessionOpen } from './visits.ts'

/**
 * The session that a moment belongs to. When the last one is over, the moment stands at the start of
 * the next: no id yet, no pages, and the number it will have.
 */
export function sessionFacts({ session, visits }: Profile, now: number): JsonObject {
  if (session === undefined || visits === undefined) {
    return { number: 1, pages: 0, length: 0, active: false }
  }
  const averageLength = Math.round(averageSessionMs(visits, session.number))
  if (!isSessionOpen(session, now)) {
    return { number: session.number + 1, pages: 0, length: 0, active: false, averageLength }
  }
  const { id, number, pages, startedAt, lastAt } = session
  return { id, number, pages, startedAt, length: lastAt - startedAt, active: true, averageLength }
}
