import type { z } from 'zod'
import { limits } from '../../shared/event/limits.ts'
import { readableBy } from '../http/cors.ts'
import { presentedKey } from '../http/credentials.ts'
import { parse } from '../http/parse.ts'
import { isRefusal, problemResponse, type Refusal, refuse } from '../http/problem.ts'
import { readJson } from '../http/read-json.ts'
import type { KeyKind } from '../site/keys.ts'
import { admit, type Caller } from './admit.ts'
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

/** Makes a route behind a key: read, find the key, open the site, parse, handle. */
export function keyRoute<P = undefined, S = undefined>(route: KeyRoute<P, S>): Route {
  const { page, server, maxBytes = limits.request.bodyBytes, ...described } = route

  const reply = async (asked: Asked): Promise<Reply> => {
    const origin = asked.request.headers.get('origin')
    const read = await readJson(asked.request, maxBytes)
    // A page must be able to read why: before the key is known, an answer holds nothing of anybody.
    if (isRefusal(read)) return readableBy(origin, problemResponse(read))
    const caller = await admit(asked, presentedKey(asked.request, read.json))
    if (isRefusal(caller)) return caller
    const answer =
      caller.kind === 'public'
        ? await enter(page, asked, caller, read.json)
        : await enter(server, asked, caller, read.json)
    return readableBy(origin, isRefusal(answer) ? problemResponse(answer) : answer)
  }

  const bodies = [page?.body, server?.body].filter((body) => body !== undefined)
  return { ...described, access: 'key', bodies, isForPages: page !== undefined, reply }
}

async function enter<B>(
  door: Door<B> | undefined,
  asked: Asked,
  caller: Caller,
  json: unknown
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
