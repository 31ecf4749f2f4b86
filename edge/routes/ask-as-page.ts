import type { DecisionsRequest, PageAnswer } from '../../shared/api/page-api.ts'
import type { Context } from '../../shared/decide/decision.ts'
import type { Event } from '../../shared/event/event.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import type { PagePlace } from '../../shared/profile/remember-home.ts'
import { choose } from '../decide/choose.ts'
import { requestSeed } from '../decide/seed.ts'
import { isRefusal, type Refusal } from '../http/problem.ts'
import { deliverGroups } from '../profile/deliver-groups.ts'
import type { Visited } from '../profile/visit.ts'
import type { Caller } from './admit.ts'
import { pageUser } from './page-user.ts'
import type { Asked } from './route.ts'

/** What a page asks, parsed. */
export interface PageAsks {
  body: DecisionsRequest
  context: Context
  events: Event[]
  record: 'decided' | 'no'
}

/** Asks the profile of a page's visitor. */
export async function askAsPage(
  { env, now }: Asked,
  caller: Caller,
  { body, context, events, record }: PageAsks
): Promise<Visited | Refusal> {
  const who = await pageUser(env, caller, { token: body.token, events, now })
  if (isRefusal(who)) return who
  const seed = requestSeed(now)
  const slots = body.slots ?? []
  // Somebody without an id, or no person at all: decided here, for a person nobody knows.
  if (body.visitor === undefined || context.bot) {
    const profile = emptyProfile('', '', now)
    const chosen = choose({ site: caller.site, profile, context, slots, now, seed, record: 'no' })
    const config = caller.site.snapshot.version
    const nobody = { profile: '', config, verdicts: [], segments: [], isKnown: false, newIds: [] }
    return { ...chosen, ...nobody }
  }
  const whom = { anonymousId: body.visitor, user: who.user, mayBeKnown: who.mayBeKnown }
  return deliverGroups(env, whom, {
    ...{ site: caller.id, now, seed, events: who.events },
    atLeast: Math.max(body.seen ?? 0, caller.site.snapshot.version),
    asks: { slots, context, record, place: placeSaid(body, context) },
  })
}

/** Where the person is as far as the page says so itself: not by the network, not by the site's default. */
function placeSaid({ context: said = {} }: DecisionsRequest, context: Context): PagePlace {
  return { timezone: said.timezone && context.timezone, locale: said.locale }
}

/** What travels back to the page. */
export function pageAnswer(
  { site }: Caller,
  visited: Visited,
  { visitor, now }: { visitor?: string | undefined; now: number }
): PageAnswer {
  // Of somebody without a profile nothing can change elsewhere.
  const hasProfile = visited.profile !== ''
  return {
    ...(visitor !== undefined && { visitor }),
    config: visited.config,
    now,
    decisions: visited.decisions,
    ...(visited.instant.length > 0 && { instant: visited.instant }),
    profile: { segments: visited.segments },
    ...(hasProfile && site.snapshot.config.live === true && { live: true as const }),
  }
}

/** When no profile can be reached: the page keeps its defaults, and asks again later. */
export function degradedAnswer(caller: Caller, now: number): PageAnswer {
  const config = caller.site.snapshot.version
  return { config, now, decisions: [], profile: { segments: [] }, degraded: true }
}
