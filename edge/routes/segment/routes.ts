import { z } from 'zod'
import { type EventType, eventTypes } from '../../../shared/event/event.ts'
import { limits } from '../../../shared/event/limits.ts'
import { type SegmentBatch, segmentBatchSchema } from '../../../shared/event/segment.ts'
import { personal } from '../../http/answer.ts'
import { isRefusal, type Refusal, refuse } from '../../http/problem.ts'
import type { Caller } from '../admit.ts'
import { keyRoute } from '../key-route.ts'
import type { Asked, Reply, Route } from '../route.ts'
import { attempt, profileUnavailable } from '../unavailable.ts'
import { type Calls, takeIn } from './take-in.ts'

/** One call. Its own fields are parsed with it, leniently, as Segment does. */
const callSchema = z.looseObject({ writeKey: z.string().max(255).optional() })

/** The Segment HTTP API: long paths for servers, the short ones of analytics.js. */
export const segmentRoutes: readonly Route[] = [
  ...eventTypes.map((type) => callRoute(type, `/v1/${type}`)),
  ...eventTypes.map((type) => callRoute(type, `/v1/${type.charAt(0)}`)),
  ...['/v1/batch', '/v1/import', '/v1/b'].map(batchRoute),
]

function callRoute(type: EventType, path: string): Route {
  const door = {
    body: callSchema,
    handle: (asked: Asked, caller: Caller, body: z.infer<typeof callSchema>) =>
      answerCalls(asked, caller, { items: [body], type }),
  }
  const summary = `Segment's \`${type}\` call.`
  const problems = ['quota_exceeded'] as const
  return keyRoute({ method: 'post', path, summary, problems, page: door, server: door })
}

function batchRoute(path: string): Route {
  const door = {
    body: segmentBatchSchema,
    handle: async (asked: Asked, caller: Caller, body: SegmentBatch) =>
      refuseTooMany(caller, body) ?? answerCalls(asked, caller, callsOf(body)),
  }
  const summary = 'Many Segment calls in one; each gets a verdict of its own.'
  const maxBytes = limits.request.segmentBodyBytes
  const problems = ['quota_exceeded'] as const
  return keyRoute({ method: 'post', path, summary, problems, maxBytes, page: door, server: door })
}

function callsOf({ batch, context, sentAt }: SegmentBatch): Calls {
  return { items: batch, context, sentAt: sentAt === undefined ? undefined : String(sentAt) }
}

function refuseTooMany({ kind }: Caller, { batch }: SegmentBatch): Refusal | undefined {
  const max = kind === 'public' ? limits.request.publicEvents : limits.request.secretEvents
  if (batch.length <= max) return undefined
  return refuse('body_too_large', `At most ${max} calls in a batch.`, { path: 'batch' })
}

async function answerCalls(asked: Asked, caller: Caller, calls: Calls): Promise<Reply> {
  const verdicts = await attempt(() => takeIn(asked, caller, calls))
  if (isRefusal(verdicts)) return verdicts
  return verdicts ? personal({ success: true, verdicts }) : profileUnavailable()
}
