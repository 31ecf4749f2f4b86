import type { LiveHello } from '../../shared/api/live-api.ts'
import { serverMoment } from '../decide/moment.ts'
import { requestSeed } from '../decide/seed.ts'
import { isRefusal, type Refusal, refuse } from '../http/problem.ts'
import { callWith } from '../live/call.ts'
import { readHello } from '../live/hello.ts'
import { count } from '../measure/tally.ts'
import { deviceProfile, profileSocket } from '../profile/address.ts'
import { deliver, type Whom } from '../profile/deliver.ts'
import { admit, type Caller } from './admit.ts'
import { limitKey, limitNetwork } from './limit.ts'
import { pageUser } from './page-user.ts'
import type { Asked, Reply, Route } from './route.ts'
import { attempt, profileUnavailable } from './unavailable.ts'

/** `GET /v1/live`: a page's socket, brought to the object of its person. */
export const live: Route = {
  method: 'get',
  path: '/v1/live',
  summary:
    'A WebSocket over which an open page hears that its person changed elsewhere; the page says who it is in the subprotocol `hello.<base64url of {key, visitor, token?, since?}>`.',
  problems: ['upgrade_required', 'invalid_request', 'identity_invalid', 'not_found', 'unavailable'],
  access: 'key',
  bodies: [],
  isForPages: false,
  async reply(asked) {
    const entered = await enterLive(asked)
    if (isRefusal(entered)) return entered
    const reply = await connect(asked, entered)
    const kind = isRefusal(reply) ? `refusal:${reply.refusal}` : 'live:opened'
    count(entered.caller.id, { [kind]: 1 }, asked)
    return reply
  },
}

interface Entered {
  caller: Caller
  hello: LiveHello
}

/** The same checks as for a page's requests: flood, key, origin. */
async function enterLive(asked: Asked): Promise<Entered | Refusal> {
  const hello = limitNetwork(asked) ?? readHello(asked.request)
  if (isRefusal(hello)) return hello
  const caller = await admit(asked, hello.key)
  if (isRefusal(caller)) return caller
  const flood = limitKey(`${caller.id}/${hello.key}`, asked.now)
  if (flood) return flood
  if (caller.kind === 'secret') {
    return refuse('public_key_needed', 'This is for pages: use a public key.')
  }
  if (caller.site.snapshot.config.live === true) return { caller, hello }
  return refuse('not_found', 'Pages of this site do not listen: its configuration says no `live`.')
}

async function connect(asked: Asked, { caller, hello }: Entered): Promise<Reply> {
  const { env, now } = asked
  const who = await pageUser(env, caller, { token: hello.token, events: [], now })
  if (isRefusal(who)) return who
  const whom = { anonymousId: hello.visitor, user: who.user, mayBeKnown: who.mayBeKnown }
  const device = await deviceProfile(caller.id, hello.visitor)
  const call = { device, now, since: hello.since }
  const answer = await attempt(() => open(asked, caller, { whom, call }))
  return answer ?? profileUnavailable()
}

/** Somebody who moves to another profile in between is followed; more than once is out of the common. */
const maxTries = 3

async function open(
  { env, now }: Asked,
  { id: site, site: { snapshot } }: Caller,
  { whom, call }: { whom: Whom; call: Parameters<typeof callWith>[0] }
): Promise<Response> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const { profile } = await deliver(env, whom, {
      ...{ site, now, seed: requestSeed(now), atLeast: snapshot.version, events: [] },
      asks: { slots: [], context: serverMoment({}, snapshot.config), record: 'no' },
    })
    const answer = await profileSocket(env, site, profile, callWith(call))
    if (answer.status === 101) return answer
  }
  throw new Error('A socket found no profile: its person kept moving.')
}
