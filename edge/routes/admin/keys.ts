import { z } from 'zod'
import type { KeysAnswer } from '../../../shared/api/admin-api.ts'
import { refuse } from '../../http/problem.ts'
import { siteObject } from '../../site/address.ts'
import { forgetSite } from '../../site/live-site.ts'
import { adminRoute } from '../admin-route.ts'

/** All keys, without what opens anything. */
export const keys = adminRoute({
  method: 'get',
  path: '/keys',
  summary: 'All keys ever made, without the keys themselves.',
  async handle({ env, site }) {
    const answer: KeysAnswer = { keys: await siteObject(env, site).keys() }
    return Response.json(answer)
  },
})

/** Makes a key. */
export const createKey = adminRoute({
  method: 'post',
  path: '/keys',
  summary: 'Makes a key and shows it, this once.',
  body: z.strictObject({
    kind: z.enum(['public', 'secret']),
    label: z.string().max(255).optional(),
  }),
  async handle({ env, site, by, now }, { kind, label = '' }) {
    const made = await siteObject(env, site).createKey(kind, label, { by, now })
    forgetSite(site)
    return Response.json(made, { status: 201, headers: { 'cache-control': 'no-store' } })
  },
})

/** Revokes a key. */
export const revokeKey = adminRoute({
  method: 'delete',
  path: '/keys/:id',
  summary: 'Revokes a key. It opens nothing any more within a minute, everywhere.',
  problems: ['not_found'],
  async handle({ env, site, by, now, params }) {
    const wasInForce = await siteObject(env, site).revokeKey(params.id ?? '', { by, now })
    forgetSite(site)
    return wasInForce
      ? new Response(null, { status: 204 })
      : refuse('not_found', 'There is no such key in force.')
  },
})
