import { presentedKey } from '../http/credentials.ts'
import { isRefusal, refuse } from '../http/problem.ts'
import { count } from '../measure/tally.ts'
import { admit, type Caller } from './admit.ts'
import { limitKey, limitNetwork } from './limit.ts'
import type { Asked, Described, Reply, Route } from './route.ts'

/** A route for servers whose body is a stream that it reads itself. The key comes in a header. */
export interface ServerRoute extends Described {
  handle(asked: Asked, caller: Caller): Promise<Reply>
}

/** Makes a route for servers that stream. */
export function serverRoute({ handle, ...described }: ServerRoute): Route {
  const reply = async (asked: Asked): Promise<Reply> => {
    const key = presentedKey(asked.request, undefined)
    const caller = await admit(asked, key)
    if (isRefusal(caller)) return limitNetwork(asked) ?? caller
    if (caller.kind !== 'secret') {
      return refuse('secret_key_needed', 'Call this from a server, with a secret key.')
    }
    const answer = limitKey(`${caller.id}/${key}`, asked.now) ?? (await handle(asked, caller))
    if (isRefusal(answer)) count(caller.id, { [`refusal:${answer.refusal}`]: 1 }, asked)
    return answer
  }
  return { ...described, access: 'key', bodies: [], isForPages: false, reply }
}
