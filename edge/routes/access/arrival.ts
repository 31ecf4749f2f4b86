import { joinSchema, setUpSchema } from '../../../shared/api/access-api.ts'
import { accessObject } from '../../access/address.ts'
import { hashPassword, newRecipe } from '../../access/password.ts'
import { isSameSecret } from '../../access/secret-token.ts'
import { refuse } from '../../http/problem.ts'
import { limitGuessing } from '../limit.ts'
import { doorRoute } from './door-route.ts'
import { welcome } from './welcome.ts'

/** Makes the first owner of a site. */
export const setUp = doorRoute({
  method: 'post',
  path: '/setup',
  summary:
    'Makes the first owner, with SETUP_TOKEN or ADMIN_TOKEN; good once, while nobody is there.',
  problems: ['setup_refused', 'rate_limited', 'request_forged'],
  body: setUpSchema,
  async handle(asked, { token, email, name, password }) {
    const { env, site, now } = asked
    const refused = refuse(
      'setup_refused',
      'The token is wrong, or the site has its owner already.'
    )
    const known = [env.SETUP_TOKEN, env.ADMIN_TOKEN].filter((secret) => secret !== undefined)
    const matches = await Promise.all(known.map((secret) => isSameSecret(secret, token)))
    if (!matches.includes(true)) return limitGuessing(asked) ?? refused
    const hashed = await hashPassword(password, newRecipe())
    const session = await accessObject(env, site).found({ email, name, password: hashed }, now)
    return session ? welcome(asked, session) : refused
  },
})

/** Takes up an invitation. */
export const join = doorRoute({
  method: 'post',
  path: '/join',
  summary: 'Takes up an invitation: once, within a week. Renews the password of a known member.',
  problems: ['invitation_invalid', 'rate_limited', 'request_forged'],
  body: joinSchema,
  async handle(asked, { token, name, password }) {
    const { env, site, now } = asked
    const detail = 'It was used, taken back, or is older than a week. Ask an owner for another.'
    const refused = refuse('invitation_invalid', detail)
    const access = accessObject(env, site)
    if (!(await access.isInvited(token, now))) return limitGuessing(asked) ?? refused
    const hashed = await hashPassword(password, newRecipe())
    const session = await access.join(token, { name, password: hashed }, now)
    return session ? welcome(asked, session) : refused
  },
})
