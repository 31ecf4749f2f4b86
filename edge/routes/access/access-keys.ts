import { type AccessKeysAnswer, accessKeySchema } from '../../../shared/api/access-api.ts'
import { accessObject } from '../../access/address.ts'
import { personal } from '../../http/answer.ts'
import { refuse } from '../../http/problem.ts'
import { adminRoute } from '../admin-route.ts'

/** Keys for programs. */
export const accessKeys = adminRoute({
  method: 'get',
  path: '/access-keys',
  summary: 'Keys for programs: name, role, last use; never the keys themselves.',
  async handle({ env, site }) {
    return personal({ keys: await accessObject(env, site).keys() } satisfies AccessKeysAnswer)
  },
})

/** Makes a key for a program. */
export const createAccessKey = adminRoute({
  method: 'post',
  path: '/access-keys',
  summary: 'Makes a key with which a program acts in a role, and shows it, this once.',
  body: accessKeySchema,
  async handle({ env, site, by, now }, key) {
    return personal(await accessObject(env, site).createKey(key, { by, now }), { status: 201 })
  },
})

/** Revokes a key of a program. */
export const revokeAccessKey = adminRoute({
  method: 'delete',
  path: '/access-keys/:id',
  summary: 'Revokes a key, with the next request.',
  problems: ['not_found'],
  async handle({ env, site, by, now, params }) {
    const wasInForce = await accessObject(env, site).revokeKey(params.id ?? '', { by, now })
    return wasInForce
      ? new Response(null, { status: 204 })
      : refuse('not_found', 'There is no such key in force.')
  },
})
