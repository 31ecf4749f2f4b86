import { eventsRequestSchema, type PageAnswer } from '../../shared/api/page-api.ts'
import { pageMoment } from '../decide/context.ts'
import { requestSeed } from '../decide/seed.ts'
import { personal } from '../http/answer.ts'
import { isRefusal } from '../http/problem.ts'
import { deliverGroups } from '../profile/deliver-groups.ts'
import { keyRoute } from './key-route.ts'
import { pageUser } from './page-user.ts'
import { readPageEvents } from './read-page-events.ts'

/** `POST /v1/events`: a page's batch in, verdicts and decisions out. */
export const events = keyRoute({
  method: 'post',
  path: '/v1/events',
  summary: 'Takes in what happened on a page and answers what to show, in one round trip.',
  problems: ['identity_invalid', 'unavailable'],
  page: {
    body: eventsRequestSchema,
    async handle(asked, caller, body) {
      const { site } = caller
      const { now } = asked
      const context = pageMoment(asked.request, body.context ?? {}, site.snapshot.config)
      const { visitor } = body
      const read = readPageEvents(body.events, visitor ?? '', {
        ...{ receivedAt: now, origin: 'page' as const, consent: context.consent },
        declared: site.rules.fold.declaredRed,
      })
      const who = await pageUser(caller, body.token, read.events)
      if (isRefusal(who)) return who
      const whom = { anonymousId: visitor, user: who.user, mayBeKnown: who.mayBeKnown }
      const visited = await deliverGroups(asked.env, whom, {
        ...{ site: caller.id, now, seed: requestSeed(now), events: who.events },
        atLeast: Math.max(body.seen ?? 0, site.snapshot.version),
        asks: { slots: body.slots ?? [], context, record: 'decided' },
      })
      const answer: PageAnswer = {
        verdicts: [...read.refused, ...visited.verdicts],
        config: visited.config,
        now,
        decisions: visited.decisions,
        profile: { segments: visited.segments },
        ...(visitor !== undefined && { visitor }),
        ...(visited.instant.length > 0 && { instant: visited.instant }),
      }
      return personal(answer)
    },
  },
})
