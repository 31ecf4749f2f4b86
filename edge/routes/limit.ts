import { limits } from '../../shared/event/limits.ts'
import { senderNetwork } from '../http/address.ts'
import { type Refusal, refuse } from '../http/problem.ts'
import { createRateLimiter } from '../http/rate-limit.ts'
import type { Asked } from './route.ts'

const perMs = 10_000
const byNetwork = createRateLimiter({ requests: limits.request.perAddress, perMs })
const byKey = createRateLimiter({ requests: limits.request.perKey, perMs })
const guesses = createRateLimiter({ requests: limits.request.logins, perMs: 60_000 })

/** One's own machine, on a server started for it: a test or a replay is no flood. */
const ownMachine = new Set(['127.0.0.1', '0:0:0:0', ''])

/** Refuses a flood from one network. Servers of a site are many people's: they have no such limit. */
export function limitNetwork({ request, env, now }: Asked): Refusal | undefined {
  const network = senderNetwork(request)
  if (env.ATTUNE_LOCAL && ownMachine.has(network)) return undefined
  return refused(byNetwork.take(network, now))
}

/** Refuses whoever guesses at the admin token. */
export function limitGuessing({ request, env, now }: Asked): Refusal | undefined {
  const network = senderNetwork(request)
  if (env.ATTUNE_LOCAL && ownMachine.has(network)) return undefined
  return refused(guesses.take(network, now))
}

/** Refuses a flood with one key. */
export function limitKey(key: string, now: number): Refusal | undefined {
  return refused(byKey.take(key, now))
}

function refused(retryAfterSeconds: number | undefined): Refusal | undefined {
  if (retryAfterSeconds === undefined) return undefined
  return refuse('rate_limited', 'Wait as long as Retry-After says.', { retryAfterSeconds })
}
