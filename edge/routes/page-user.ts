import type { Event } from '../../shared/event/event.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import type { Env } from '../env.ts'
import { type Refusal, refuse } from '../http/problem.ts'
import { provenUser } from '../profile/identity-token.ts'
import type { Caller } from './admit.ts'

/** On whose behalf a page acts, as far as it may be believed. */
export interface PageUser {
  /** Proven by a token. */
  user: string | undefined
  /** Whether the device may act as the known person it belongs to. */
  mayBeKnown: boolean
  /** The page's events, with no user id in them but one it may use. */
  events: Event[]
}

/** What a page brought. */
interface Claim {
  token: string | undefined
  events: Event[]
  now: number
}

/** Whether a page's word is enough to act for a known person. Only where the owner has said so. */
export function believesPages(config: SiteConfig): boolean {
  return config.identity?.mode === 'off'
}

/** Holds what a page says about its user against what its site demands. */
export async function pageUser(
  env: Env,
  caller: Caller,
  claim: Claim
): Promise<PageUser | Refusal> {
  const { config, identityKeys } = caller.site.snapshot
  const { token, events, now } = claim
  if (believesPages(config)) return { user: undefined, mayBeKnown: true, events }
  if (token === undefined) {
    return { user: undefined, mayBeKnown: false, events: events.map((event) => actedBy(event)) }
  }
  const user = await provenUser(token, { env, site: caller.id, keys: identityKeys, now })
  if (user === undefined) {
    return refuse('identity_invalid', 'Get a new token from your server, or go on without one.')
  }
  return { user, mayBeKnown: true, events: events.map((event) => actedBy(event, user)) }
}

function actedBy(event: Event, user?: string): Event {
  const { user_id: _, ...ids } = event.ids
  return { ...event, ids: user === undefined ? ids : { ...ids, user_id: user } }
}
