import { passwordSchema, type SessionAnswer, signInSchema } from '../../../shared/api/access-api.ts'
import { accessObject } from '../../access/address.ts'
import { deviceCookie, dropSession, sessionCookie } from '../../access/cookies.ts'
import { csrfToken } from '../../access/csrf.ts'
import { hashPassword, newRecipe } from '../../access/password.ts'
import { senderNetwork } from '../../http/address.ts'
import { personal } from '../../http/answer.ts'
import { type Refusal, refuse } from '../../http/problem.ts'
import { adminRoute } from '../admin-route.ts'
import { doorRoute } from './door-route.ts'
import { welcome } from './welcome.ts'

/** Signs in. */
export const signIn = doorRoute({
  method: 'post',
  path: '/session',
  summary:
    'Signs in with a password. Slower after five failures; the same answer for unknown people.',
  problems: ['credentials_wrong', 'rate_limited', 'request_forged'],
  body: signInSchema,
  async handle(asked, { email, password }) {
    const { env, request, site, now } = asked
    const device = await deviceCookie(env, request, { site, email })
    const attempt = { email, device, network: senderNetwork(request) }
    const access = accessObject(env, site)
    const begun = await access.begin(attempt, now)
    if ('waitMs' in begun) return wait(begun.waitMs)
    // Here and not in the object: a slow hash is slow for its own request only.
    const session = await access.signIn(attempt, await hashPassword(password, begun.recipe), now)
    if (!session) return refuse('credentials_wrong', 'The address or the password is wrong.')
    return welcome(asked, session)
  },
})

/** Changes one's own password. */
export const changePassword = adminRoute({
  method: 'put',
  path: '/session/password',
  summary: 'Changes the password of whoever is signed in with one. All their other sessions end.',
  problems: ['credentials_wrong', 'rate_limited', 'not_found'],
  body: passwordSchema,
  async handle(asked, { current, password }) {
    const { env, request, site, now, who } = asked
    if (who.entrance !== 'session') return refuse('not_found', 'You came in without a password.')
    const attempt = { email: who.by, network: senderNetwork(request) }
    const access = accessObject(env, site)
    const begun = await access.begin(attempt, now)
    if ('waitMs' in begun) return wait(begun.waitMs)
    const [hashed, renewed] = await Promise.all([
      hashPassword(current, begun.recipe),
      hashPassword(password, newRecipe()),
    ])
    const session = await access.changePassword(attempt, { hashed, password: renewed }, now)
    if (!session) return refuse('credentials_wrong', 'The present password is another one.')
    return welcome(asked, session)
  },
})

/** Who is signed in. */
export const whoAmI = adminRoute({
  method: 'get',
  path: '/session',
  summary: 'Who asks, as what, and the token that changes need.',
  async handle({ who }) {
    const { by, name, role, entrance, csrfKey, until } = who
    const answer: SessionAnswer = {
      ...{ by, name, role, entrance },
      ...(csrfKey !== undefined && { csrf: await csrfToken(csrfKey) }),
      ...(until !== undefined && { until }),
    }
    return personal(answer)
  },
})

/** Signs out. */
export const signOut = adminRoute({
  method: 'delete',
  path: '/session',
  summary: 'Ends the session, here and in the browser.',
  async handle({ env, request, site }) {
    const token = sessionCookie(request, site)
    if (token) await accessObject(env, site).signOut(token)
    return new Response(null, { status: 204, headers: { 'set-cookie': dropSession(site) } })
  },
})

function wait(waitMs: number): Refusal {
  const detail = 'Too many tries. Wait as long as Retry-After says.'
  return refuse('rate_limited', detail, { retryAfterSeconds: Math.ceil(waitMs / 1_000) })
}
