import { presentedKey } from '../http/credentials.ts'
import { isRefusal, type Refusal } from '../http/problem.ts'
import { readJson } from '../http/read-json.ts'
import { admit, type Caller } from './admit.ts'
import { limitKey, limitNetwork } from './limit.ts'
import type { Asked } from './route.ts'

/** Somebody whose key opened a site, with what they sent. */
export interface Entered {
  caller: Caller
  json: unknown
}

/** Reads a request and opens the site of its key, unless it is one too many. */
export async function enter(asked: Asked, maxBytes: number): Promise<Entered | Refusal> {
  const { request, now } = asked
  // Many people share a server's address, so its limit is that of its key; but only once the key has
  // proved to be a server's. Whoever does not even claim to be one is limited before the body is read.
  const mayBeServer = request.headers.has('authorization')
  const limited = mayBeServer ? undefined : limitNetwork(asked)
  if (limited) return limited
  const read = await readJson(request, maxBytes)
  if (isRefusal(read)) return read

  const key = presentedKey(request, read.json)
  const caller = await admit(asked, key)
  const isServer = !isRefusal(caller) && caller.kind === 'secret'
  const flood = mayBeServer && !isServer ? limitNetwork(asked) : undefined
  if (flood) return flood
  if (isRefusal(caller)) return caller
  return limitKey(`${caller.id}/${key}`, now) ?? { caller, json: read.json }
}
