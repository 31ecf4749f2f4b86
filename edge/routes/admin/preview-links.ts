import {
  type PreviewLink,
  previewLinkSchema,
  previewParameter,
} from '../../../shared/api/preview-api.ts'
import { maxTokenLength, signScene } from '../../access/preview-token.ts'
import { isLoopback } from '../../http/loopback.ts'
import { refuse } from '../../http/problem.ts'
import { findSite } from '../../site/live-site.ts'
import { adminRoute, type OwnerAsked } from '../admin-route.ts'

/** A link that opens a page of the owner's as a draft would fill it. */
export const createPreviewLink = adminRoute({
  method: 'post',
  path: '/preview-links',
  summary: 'A page address with a preview token: 15 minutes, one site, any person and moment.',
  problems: ['origin_not_allowed', 'secret_missing', 'not_found'],
  body: previewLinkSchema,
  async handle(asked, { url, ...scene }) {
    const { env, site, now } = asked
    const live = await findSite(site, asked)
    if (!live)
      return refuse('not_found', 'Publish a first version; its pages can then be previewed.')
    const address = new URL(url)
    if (!isOwnPage(address, live.snapshot.config.origins ?? [], asked)) {
      const detail =
        'The token would leave your site. Add the origin to `origins`, or open another.'
      return refuse('origin_not_allowed', detail, { path: 'url' })
    }
    const signed = await signScene(env, site, scene, now)
    if (!signed) return refuse('secret_missing', 'Set the secret ATTUNE_SECRET first.')
    if (signed.token.length > maxTokenLength) {
      return refuse('invalid_request', 'Say less of the person: it does not fit a link.', {
        path: 'as',
      })
    }
    address.searchParams.set(previewParameter, signed.token)
    const answer: PreviewLink = { url: address.href, ...signed }
    return Response.json(answer, { status: 201, headers: { 'cache-control': 'no-store' } })
  },
})

function isOwnPage(address: URL, origins: readonly string[], asked: OwnerAsked): boolean {
  const isLocal = Boolean(asked.env.ATTUNE_LOCAL) && isLoopback(asked.url)
  return origins.includes(address.origin) || (isLocal && isLoopback(address))
}
