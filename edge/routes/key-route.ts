import type { z } from 'zod'
import { limits } from '../../shared/event/limits.ts'
import { readableBy } from '../http/cors.ts'
import { parse } from '../http/parse.ts'
import { isRefusal, problemResponse, type Refusal, refuse } from '../http/problem.ts'
import { once } from '../idempotency/once.ts'
import { count } from '../measure/tally.ts'
import type { KeyKind } from '../site/keys.ts'
import type { Caller } from './admit.ts'
import { type Entered, enter } from './enter.ts'
import type { Asked, Described, Reply, Route } from './route.ts'

/** How holders of one kind of key use a route. Without a schema, nothing is read but the key. */
export interface Door<B> {
  body?: z.ZodType<B>
  handle(asked: Asked, caller: Caller, body: B): Promise<Reply>
}

/** A route behind a key. Each kind of key has its door, with a body of its own; or none. */
export interface KeyRoute<P, S> extends Described {
  page?: Door<P>
  server?: Door<S>
  maxBytes?: number
}

/** Makes a route behind a key: open the site, parse, handle. */
export function keyRoute<P = undefined, S = undefined>(route: KeyRoute<P, S>): Route {
  const { page, server, maxBytes = limits.request.bodyBytes, ...described } = route

  const answer = async (asked: Asked): Promise<Reply> => {
    const entered = await enter(asked, maxBytes)
    if (isRefusal(entered)) return entered
    const reply =
      entered.caller.kind === 'public'
        ? await pass(page, asked, entered)
        : await passOnce(asked, entered, () => pass(server, asked, entered))
    if (isRefusal(reply)) count(entered.caller.id, { [`refusal:${reply.refusal}`]: 1 }, asked)
    return reply
  }

  const reply = async (asked: Asked): Promise<Reply> => {
    const answered = await answer(asked)
    const origin = asked.request.headers.get('origin')
    if (!isRefusal(answered)) return readableBy(origin, answered)
    // A page must be able to read why it was refused, unless it is one that may not be here at all.
    const isForeign = answered.refusal === 'origin_not_allowed'
    return readableBy(isForeign ? null : origin, problemResponse(answered))
  }

  const bodies = [page?.body, server?.body].filter((body) => body !== undefined)
  return { ...described, access: 'key', bodies, isForPages: page !== undefined, reply }
}

/** A server that cannot know whether its request arrived names it, and may send it again. */
async function passOnce(
  { env, request, now }: Asked,
  { caller, json }: Entered,
  passing: () => Promise<Reply>
): Promise<Reply> {
  const key = request.method === 'GET' ? null : request.headers.get('idempotency-key')
  if (key === null) return passing()
  return once({ env, site: caller.id, key, request, json, now }, async () => {
    const reply = await passing()
    return isRefusal(reply) ? problemResponse(reply) : reply
  })
}

async function pass<B>(
  door: Door<B> | undefined,
  asked: Asked,
  { caller, json }: Entered
): Promise<Reply> {
  if (!door) return wrongKind(caller.kind)
  // A door without a schema handles `undefined`: its type says so.
  if (!door.body) return door.handle(asked, caller, undefined as B)
  const body = parse(door.body, json)
  return isRefusal(body) ? body : door.handle(asked, caller, body.value)
}

function wrongKind(kind: KeyKind): Refusal {
  return kind === 'public'
    ? refuse('secret_key_needed', 'Call this from a server, with a secret key.')
    : refuse('public_key_needed', 'This is for pages: use a public key.')
}
