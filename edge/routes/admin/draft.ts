import { z } from 'zod'
import { refuse } from '../../http/problem.ts'
import { siteObject } from '../../site/address.ts'
import { adminRoute } from '../admin-route.ts'
import { etag, expectedVersion } from './etag.ts'

/** Work in progress. */
export const readDraft = adminRoute({
  method: 'get',
  path: '/draft',
  summary: 'Work in progress; its revision is the ETag.',
  problems: ['not_found'],
  async handle({ env, site }) {
    const draft = await siteObject(env, site).draft()
    if (!draft) return refuse('not_found', 'There is no draft.')
    return Response.json(draft, { headers: { etag: etag(draft.revision) } })
  },
})

/** Saves work in progress. */
export const saveDraft = adminRoute({
  method: 'put',
  path: '/draft',
  summary: 'Saves work in progress over the revision named by If-Match; without, only a first one.',
  problems: ['version_conflict', 'precondition_failed'],
  body: z.strictObject({ config: z.json(), base: z.int().positive().optional() }),
  async handle({ env, site, by, now, request }, work) {
    const revision = expectedVersion(request) ?? 0
    if (typeof revision === 'object') return revision
    const saved = await siteObject(env, site).saveDraft(work, revision, { by, now })
    if ('conflict' in saved) {
      const detail = `Revision ${saved.conflict} was saved meanwhile. Start from it.`
      return refuse('version_conflict', detail, { version: saved.conflict })
    }
    return Response.json(saved, { headers: { etag: etag(saved.revision) } })
  },
})

/** Throws work in progress away. */
export const discardDraft = adminRoute({
  method: 'delete',
  path: '/draft',
  summary: 'Throws work in progress away.',
  async handle({ env, site, by, now }) {
    await siteObject(env, site).discardDraft({ by, now })
    return new Response(null, { status: 204 })
  },
})
