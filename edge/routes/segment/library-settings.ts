import { isRefusal } from '../../http/problem.ts'
import { admit } from '../admit.ts'
import { type Asked, openRoute, type Reply } from '../route.ts'

/** Settings change seldom; a publish never changes these. */
const cache = { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' }

/** What `@segment/analytics-next` reads first: point its `cdnURL` here. */
export const segmentSettings = openRoute({
  method: 'get',
  path: '/v1/projects/:writeKey/settings',
  summary: "Settings for Segment's browser library, so that its calls come here.",
  isForPages: true,
  problems: ['key_unknown'],
  async handle(asked): Promise<Reply> {
    const { writeKey = '' } = asked.params
    const caller = await admit(asked, writeKey)
    if (isRefusal(caller)) return caller
    const integration = {
      apiKey: writeKey,
      // The library adds `/t`, `/p` and their like.
      apiHost: `${asked.url.host}${prefixOf(asked)}/v1`,
      protocol: asked.url.protocol.slice(0, -1),
      unbundledIntegrations: [],
      addBundledMetadata: false,
    }
    const settings = { integrations: { 'Segment.io': integration }, metrics: { sampleRate: 0 } }
    return Response.json(settings, { headers: cache })
  },
})

/** What `@rudderstack/analytics-js` reads first: point its `configUrl` here. */
export const rudderSettings = ['/sourceConfig', '/sourceConfig/', '/v1/sourceConfig'].map((path) =>
  openRoute({
    method: 'get',
    path,
    summary: "Settings for RudderStack's browser library.",
    isForPages: true,
    problems: ['key_missing', 'key_unknown'],
    async handle(asked): Promise<Reply> {
      const writeKey = asked.url.searchParams.get('writeKey') ?? undefined
      const caller = await admit(asked, writeKey)
      if (isRefusal(caller)) return caller
      const source = {
        ...{ id: caller.id, name: caller.id, writeKey, enabled: true, workspaceId: 'attune' },
        config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
        ...{ connections: [], destinations: [], dataplanes: {} },
      }
      return Response.json({ source }, { headers: cache })
    },
  })
)

/** The owner's path prefix in front of `/v1/`, as this request came with it. */
function prefixOf({ url }: Asked): string {
  return /^(\/[^/]+)\/v1\//.exec(url.pathname)?.[1] ?? ''
}
