import { z } from 'zod'
import type { AuditAnswer, PublishAnswer, VersionsAnswer } from '../../../shared/api/admin-api.ts'
import { refuse } from '../../http/problem.ts'
import { siteObject } from '../../site/address.ts'
import { forgetSite } from '../../site/live-site.ts'
import { adminRoute } from '../admin-route.ts'
import { answerVersion } from './config.ts'
import { etag } from './etag.ts'

/** All versions. */
export const versions = adminRoute({
  method: 'get',
  path: '/versions',
  summary: 'All versions of the configuration, newest first.',
  async handle({ env, site }) {
    const answer: VersionsAnswer = { versions: await siteObject(env, site).versions() }
    return Response.json(answer)
  },
})

/** One version. */
export const version = adminRoute({
  method: 'get',
  path: '/versions/:version',
  summary: 'One version of the configuration.',
  problems: ['not_found'],
  async handle({ env, site, params }) {
    const number = Number(params.version)
    const isVersion = Number.isSafeInteger(number) && number > 0
    return answerVersion(isVersion ? await siteObject(env, site).version(number) : undefined)
  },
})

/** Back to an older version. */
export const rollback = adminRoute({
  method: 'post',
  path: '/rollback',
  summary: 'Puts the content of an older version in force again, as a version of its own.',
  problems: ['not_found'],
  body: z.strictObject({ version: z.int().positive() }),
  async handle({ env, site, by, now }, body) {
    const restored = await siteObject(env, site).rollback(body.version, { by, now })
    if (restored === undefined) return refuse('not_found', 'There is no such version.')
    forgetSite(site)
    const answer: PublishAnswer = { version: restored, warnings: [] }
    return Response.json(answer, { headers: { etag: etag(restored) } })
  },
})

/** Who changed what. */
export const audit = adminRoute({
  method: 'get',
  path: '/audit',
  summary: 'Who changed what, newest first; older entries with `?before=n`.',
  async handle({ env, site, url }) {
    const before = Number(url.searchParams.get('before')) || undefined
    const answer: AuditAnswer = { entries: await siteObject(env, site).audit(before) }
    return Response.json(answer)
  },
})
