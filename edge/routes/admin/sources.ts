import { z } from 'zod'
import type { SourcesAnswer } from '../../../shared/api/admin-api.ts'
import { hookObject } from '../../hooks/hook-object.ts'
import { findSource } from '../../hooks/prepared.ts'
import { takeDelivery } from '../../hooks/take-delivery.ts'
import { personal } from '../../http/answer.ts'
import { isRefusal, refuse } from '../../http/problem.ts'
import { siteObject } from '../../site/address.ts'
import { findSite, forgetSite } from '../../site/live-site.ts'
import { adminRoute } from '../admin-route.ts'

const unknownSource = () => refuse('not_found', 'There is no source of this name.')
const unknownDelivery = () => refuse('not_found', 'There is no such delivery.')

/** The sources of webhooks, and how each fares. */
export const sources = adminRoute({
  method: 'get',
  path: '/sources',
  summary: 'Sources of webhooks: whether each has a secret, and how many deliveries failed.',
  problems: ['not_found'],
  async handle(asked) {
    const { env, site } = asked
    const live = await findSite(site, asked)
    if (!live) return refuse('not_found', 'There is no such site.')
    const failed = await hookObject(env, site).list()
    const { config, sourceSecrets = {} } = live.snapshot
    const list = Object.entries(config.sources ?? {}).map(([name, { like, enabled = true }]) => ({
      ...{ name, enabled, ...(like && { like }), path: `/v1/hooks/${name}` },
      secrets: sourceSecrets[name]?.length ?? 0,
      failed: failed.filter(({ source }) => source === name).length,
    }))
    return Response.json({ sources: list } satisfies SourcesAnswer)
  },
})

/** Sets the secret of a source. */
export const putSourceSecret = adminRoute({
  method: 'put',
  path: '/sources/:source/secret',
  summary:
    'Sets the secret a source signs with; `keepsPrevious` lets the one before it be good as well.',
  problems: ['not_found', 'secret_missing'],
  body: z.strictObject({
    secret: z.string().min(8).max(512),
    keepsPrevious: z.boolean().optional(),
  }),
  async handle(asked, { secret, keepsPrevious = false }) {
    const { env, site, by, now, params } = asked
    const { source = '' } = params
    const live = await findSite(site, asked)
    if (!live?.snapshot.config.sources?.[source]) return unknownSource()
    const setting = { source, secret, keepsPrevious }
    const isKept = await siteObject(env, site).setSourceSecret(setting, { by, now })
    if (!isKept)
      return refuse('secret_missing', 'Set the secret ATTUNE_SECRET of the worker first.')
    forgetSite(site)
    return new Response(null, { status: 204 })
  },
})

/** Removes the secrets of a source. */
export const removeSourceSecret = adminRoute({
  method: 'delete',
  path: '/sources/:source/secret',
  summary:
    'Removes the secrets of a source: its deliveries are refused within a minute, everywhere.',
  problems: ['not_found'],
  async handle({ env, site, by, now, params }) {
    const isGone = await siteObject(env, site).removeSourceSecret(params.source ?? '', { by, now })
    forgetSite(site)
    return isGone ? new Response(null, { status: 204 }) : unknownSource()
  },
})

/** Deliveries that failed. */
export const failedDeliveries = adminRoute({
  method: 'get',
  path: '/deliveries',
  summary: 'Webhook deliveries whose mapping failed, the latest first, without their content.',
  async handle({ env, site }) {
    return personal({ deliveries: await hookObject(env, site).list() })
  },
})

/** One delivery that failed. */
export const failedDelivery = adminRoute({
  method: 'get',
  path: '/deliveries/:id',
  summary: 'A webhook delivery whose mapping failed, whole.',
  problems: ['not_found'],
  async handle({ env, site, params }) {
    const failed = await hookObject(env, site).get(params.id ?? '')
    return failed ? personal(failed) : unknownDelivery()
  },
})

/** Tries a delivery again, by the mapping that is in force now. */
export const replayDelivery = adminRoute({
  method: 'post',
  path: '/deliveries/:id/replay',
  summary:
    'Takes a failed delivery in by the mapping in force now; once it is in, it leaves the list.',
  problems: ['not_found', 'mapping_failed', 'quota_exceeded'],
  async handle(asked) {
    const { env, site, now, params } = asked
    const { id = '' } = params
    const live = await findSite(site, asked)
    const failed = await hookObject(env, site).get(id)
    if (!live || !failed) return unknownDelivery()
    const source = findSource(live.snapshot.config.sources, failed.source)
    if (!source) return unknownSource()
    const taken = await takeDelivery({ ...asked, site, live }, source, failed.delivery)
    if (isRefusal(taken)) return taken
    if ('problem' in taken) {
      const { problem } = taken
      await hookObject(env, site).keep({ ...failed, problem }, now)
      const detail = `${problem.path}: ${problem.message}`
      return refuse('mapping_failed', detail, { path: problem.path, errors: [problem] })
    }
    await hookObject(env, site).remove(id)
    return personal({ verdicts: taken.verdicts })
  },
})

/** Throws a delivery away. */
export const discardDelivery = adminRoute({
  method: 'delete',
  path: '/deliveries/:id',
  summary: 'Throws a failed delivery away.',
  problems: ['not_found'],
  async handle({ env, site, params }) {
    const isGone = await hookObject(env, site).remove(params.id ?? '')
    return isGone ? new Response(null, { status: 204 }) : unknownDelivery()
  },
})
