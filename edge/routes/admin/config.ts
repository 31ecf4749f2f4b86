import { z } from 'zod'
import type { PublishAnswer, PublishedConfig } from '../../../shared/api/admin-api.ts'
import { type Refusal, refuse } from '../../http/problem.ts'
import { siteObject } from '../../site/address.ts'
import { forgetSite } from '../../site/live-site.ts'
import type { Published } from '../../site/site-object.ts'
import { adminRoute } from '../admin-route.ts'
import { etag, expectedVersion } from './etag.ts'

/** A configuration with a note for the list of versions; or the document by itself (`curl -T`). */
const publicationSchema = z.union([
  z.strictObject({ config: z.json(), note: z.string().max(1_024).optional() }),
  // Any JSON: the check that follows knows more than a schema, and says where what is wrong.
  z.json().transform((config) => ({ config, note: undefined })),
])

/** The configuration in force. */
export const readConfig = adminRoute({
  method: 'get',
  path: '/config',
  summary: 'The configuration in force; its version is the ETag.',
  problems: ['not_found'],
  async handle({ env, site }) {
    return answerVersion(await siteObject(env, site).version())
  },
})

/** Publishes a configuration. */
export const publishConfig = adminRoute({
  method: 'put',
  path: '/config',
  summary: 'Checks a configuration and puts it in force; with If-Match, only over that version.',
  problems: ['invalid_config', 'version_conflict', 'precondition_failed', 'approval_needed'],
  body: publicationSchema,
  async handle({ env, site, by, who, now, request }, { config, note = '' }) {
    const ifVersion = expectedVersion(request)
    if (typeof ifVersion === 'object') return ifVersion
    const publication = {
      ...{ config, note, by, now, isApproved: who.entrance === 'operator' },
      ...(ifVersion !== undefined && { ifVersion }),
    }
    const published = await siteObject(env, site).publish(publication)
    forgetSite(site)
    return answerPublished(published)
  },
})

/** One version, or its refusal. */
export function answerVersion(version: PublishedConfig | undefined): Response | Refusal {
  if (!version) return refuse('not_found', 'There is no such version of this site.')
  return Response.json(version, { headers: { etag: etag(version.version) } })
}

/** What became of a publication, for its editor. */
export function answerPublished(published: Published): Response | Refusal {
  if ('problems' in published) {
    const errors = published.problems
    const [first] = errors
    const detail = first ? `${first.path}: ${first.message}` : 'It does not pass the check.'
    return refuse('invalid_config', detail, { errors, ...(first && { path: first.path }) })
  }
  if ('needsApproval' in published) {
    return refuse(
      'approval_needed',
      'Propose it: `POST /proposals`. Somebody else then publishes it.'
    )
  }
  if ('conflict' in published) {
    const version = published.conflict
    return refuse('version_conflict', `Version ${version} is in force. Start from it.`, { version })
  }
  const answer: PublishAnswer = published
  return Response.json(answer, { headers: { etag: etag(published.version) } })
}
