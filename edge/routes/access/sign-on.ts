import { signOnSchema } from '../../../shared/api/access-api.ts'
import { accessObject } from '../../access/address.ts'
import { personal } from '../../http/answer.ts'
import { adminRoute } from '../admin-route.ts'

/** Roles by single sign-on. */
export const signOn = adminRoute({
  method: 'get',
  path: '/sign-on',
  summary:
    'Which groups and mail domains get which role by single sign-on. Members have their own.',
  async handle({ env, site }) {
    return personal(await accessObject(env, site).signOn())
  },
})

/** Says who gets which role by single sign-on. */
export const putSignOn = adminRoute({
  method: 'put',
  path: '/sign-on',
  summary: 'Says which groups and mail domains get which role by single sign-on.',
  body: signOnSchema,
  async handle({ env, site, by, now }, rules) {
    await accessObject(env, site).setSignOn(rules, { by, now })
    return personal(rules)
  },
})
