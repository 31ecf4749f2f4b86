import { type DecisionsRequest, decisionsRequestSchema } from '../../shared/api/page-api.ts'
import {
  type ServerDecisionsAnswer,
  type ServerDecisionsRequest,
  serverDecisionsSchema,
} from '../../shared/api/server-api.ts'
import { serverMoment } from '../decide/moment.ts'
import { pageMoment } from '../decide/page-moment.ts'
import { requestSeed } from '../decide/seed.ts'
import { personal } from '../http/answer.ts'
import { isRefusal, refuse } from '../http/problem.ts'
import { decisionCounters } from '../measure/names.ts'
import { count } from '../measure/tally.ts'
import { askProfile } from '../profile/find.ts'
import type { Visit } from '../profile/visit.ts'
import type { LiveSite } from '../site/live-site.ts'
import type { Caller } from './admit.ts'
import { askAsPage, degradedAnswer, pageAnswer } from './ask-as-page.ts'
import { keyRoute } from './key-route.ts'
import type { Asked, Reply } from './route.ts'
import { attempt, profileUnavailable } from './unavailable.ts'

/** `POST /v1/decisions`: decide without recording; a server may do so for anybody, in any channel. */
export const decisions = keyRoute({
  method: 'post',
  path: '/v1/decisions',
  summary: 'Decides what to show. Pages: nothing is recorded. Servers: for any person and channel.',
  problems: ['identity_invalid', 'not_found', 'unavailable'],
  page: { body: decisionsRequestSchema, handle: decideForPage },
  server: { body: serverDecisionsSchema, handle: decideForServer },
})

async function decideForPage(asked: Asked, caller: Caller, body: DecisionsRequest): Promise<Reply> {
  const { now } = asked
  const context = pageMoment(asked, body.context ?? {}, caller.site.snapshot.config)
  const asks = { body, context, events: [], record: 'no' as const }
  const visited = await attempt(() => askAsPage(asked, caller, asks))
  if (isRefusal(visited)) return visited
  return personal(
    visited ? pageAnswer(caller, visited, { ...body, now }) : degradedAnswer(caller, now)
  )
}

async function decideForServer(
  asked: Asked,
  { id: site, site: live }: Caller,
  body: ServerDecisionsRequest
): Promise<Reply> {
  const { env, now } = asked
  const ref = body.ref ?? `user_id:${body.userId}`
  const visit = visitOf(asked, site, live, body)
  const found = await attempt(async () => ({
    visited: await askProfile(env, { site, ref }, async (profile) => {
      const answer = await profile.visit(visit)
      return 'verdicts' in answer || 'to' in answer ? answer : ('unknown' as const)
    }),
  }))
  if (!found) return profileUnavailable()
  const { visited } = found
  if (!visited) return refuse('not_found', 'Nobody is known by this reference.')
  const { profile, config, decisions: made, receipts } = visited
  if (body.record) count(site, decisionCounters(made), asked)
  const answer: ServerDecisionsAnswer = { profile, config, now, decisions: made, receipts }
  return personal(answer)
}

function visitOf(
  { now }: Asked,
  site: string,
  { snapshot }: LiveSite,
  body: ServerDecisionsRequest
): Visit {
  const { slots, record } = body
  // A slot knows where it is shown: who asks for a line at the till need not say `till` as well.
  const channel = body.channel ?? snapshot.config.slots?.[slots[0] ?? '']?.channel
  return {
    ...{ site, now, seed: requestSeed(now), events: [], atLeast: snapshot.version },
    addressing: { via: 'profile', mayBeKnown: true, mustExist: true },
    asks: {
      slots,
      context: serverMoment({ ...body, channel }, snapshot.config),
      record: record ? 'rendered' : 'no',
      isExplained: true,
    },
  }
}
