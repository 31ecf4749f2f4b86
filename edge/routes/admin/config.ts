import { z } from 'zod'
import { refuse } from '../../http/problem.ts'
import { siteObject } from '../../site/address.ts'
import { forgetSite } from '../../site/live-site.ts'
import type { Published } from '../../site/site-object.ts'
import { adminRoute } from '../admin-route.ts'
import { etag, expectedVersion } from './etag.ts'

/** The configuration in force. */
export const readConfig = adminRoute({
  method: 'get',
  path: '/config',
  summary: 'The configuration in force; its version is the ETag.',
  async handle({ env, site }) {
    const inForce = await siteObject(env, site).version()
    if (!inForce) return refuse('not_found', 'Nothing was published for this site yet.')
    const { version, config } = inForce
    return Response.json({ version, config }, { headers: { etag: etag(version) } })
  },
})

/** Publishes a configuration. */
export const publishConfig = adminRoute({
  method: 'put',
  path: '/config',
  summary: 'Checks a configuration and puts it in force. With If-Match, only over that version.',
  problems: ['invalid_config', 'version_conflict', 'precondition_failed'],
  // Any JSON: the check that follows knows more than a schema, and says where what is wrong.
  body: z.json(),
  async handle({ env, site, by, now, request }, config) {
    const ifVersion = expectedVersion(request)
    if (typeof ifVersion === 'object') return ifVersion
    const note = request.headers.get('attune-note') ?? ''
    const publication = { config, note, by, now, ...(ifVersion !== undefined && { ifVersion }) }
    const published = await siteObject(env, site).publish(publication)
    forgetSite(site)
    return answerTo(published)
  },
})

function answerTo(published: Published) {
  if ('problems' in published) {
    const errors = published.problems
    const [first] = errors
    const detail = first ? `${first.path}: ${first.message}` : 'It does not pass the check.'
    return refuse('invalid_config', detail, { errors, ...(first && { path: first.path }) })
  }
  if ('conflict' in published) {
    const version = published.conflict
    return refuse('version_conflict', `Version ${version} is in force. Start from it.`, { version })
  }
  return Response.json(published, { headers: { etag: etag(published.version) } })
}
