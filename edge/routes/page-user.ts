import type { Event } from '../../shared/event/event.ts'
import type { Refusal } from '../http/problem.ts'
import type { Caller } from './admit.ts'

/** On whose behalf a page acts, as far as it may be believed. */
export interface PageUser {
  /** Proven by a token. */
  user: string | undefined
  mayBeKnown: boolean
  /** The page's events, with no user id in them that the page may not use. */
  events: Event[]
}

/** Holds what a page says about its user against what its site demands. */
export async function pageUser(
  caller: Caller,
  token: string | undefined,
  events: Event[]
): Promise<PageUser | Refusal> {
  void token
  const isRequired = caller.site.snapshot.config.identity?.mode === 'required'
  if (!isRequired) return { user: undefined, mayBeKnown: true, events }
  return { user: undefined, mayBeKnown: false, events: events.map(withoutUser) }
}

function withoutUser(event: Event): Event {
  const { user_id: _, ...ids } = event.ids
  return { ...event, ids }
}
