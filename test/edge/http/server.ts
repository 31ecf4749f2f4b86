import { createTestHarness } from 'wrangler'
import type { PageAnswer } from '../../../shared/api/page-api.ts'
import type { SiteConfig } from '../../../shared/site/config.ts'

/** What a person's browser says it is. */
export const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36'

const adminToken = 'admin-token-of-the-tests'

/** The built worker over HTTP, as a test uses it. */
export interface Edge {
  url: string
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Calls the owner's API of a site. */
  admin(site: string, path: string, init?: RequestInit): Promise<Response>
  /** Publishes a configuration and makes a key of each kind. */
  site(config?: Partial<SiteConfig>): Promise<TestSite>
  /** Everything that the worker has logged so far. */
  logged(): string
  close(): Promise<void>
}

/** A site of a test's own. */
export interface TestSite {
  id: string
  origin: string
  publicKey: string
  secretKey: string
}

let sites = 0

/** Starts the worker as `wrangler.toml` describes it, with its state in memory. */
export async function startEdge(vars: Record<string, string> = {}): Promise<Edge> {
  const server = createTestHarness({
    workers: [
      {
        configPath: './wrangler.toml',
        vars: { ADMIN_TOKEN: adminToken, ATTUNE_LOCAL: '1', ...vars },
      },
    ],
  })
  const { url } = await server.listen()
  const edge: Edge = {
    url: url.href.replace(/\/$/, ''),
    fetch: (path, init) => fetch(new URL(path, url), init),
    admin(site, path, init = {}) {
      const headers = { authorization: `Bearer ${adminToken}`, ...init.headers }
      return edge.fetch(`/v1/admin/sites/${site}${path}`, { ...init, headers })
    },
    async site(config = {}) {
      sites += 1
      const id = `site-${sites}`
      const origin = `https://${id}.example`
      const document = { ...plainConfig, origins: [origin], ...config }
      await must(edge.admin(id, '/config', { method: 'PUT', body: JSON.stringify(document) }))
      const [publicKey, secretKey] = await Promise.all(
        ['public', 'secret'].map(async (kind) => {
          const body = JSON.stringify({ kind, label: 'test' })
          const made = await must(edge.admin(id, '/keys', { method: 'POST', body }))
          return String(made.key)
        })
      )
      return { id, origin, publicKey: publicKey ?? '', secretKey: secretKey ?? '' }
    },
    logged: () => JSON.stringify(server.getLogs()),
    close: () => server.close(),
  }
  return edge
}

const plainConfig: SiteConfig = {
  name: 'A site of a test',
  slots: { hero: {}, desk: { channel: 'desk' } },
  traits: { views: { compute: 'count', event: 'Product Viewed', window: '7d' } },
  segments: { looker: { when: { 'traits.views': { $gte: 2 } }, public: true } },
  actions: {
    again: {
      slots: ['hero', 'desk'],
      when: { 'traits.views': { $gte: 1 } },
      variants: { a: { content: { type: 'text', text: 'Seen {{ traits.views }}' } } },
    },
  },
}

async function must(answer: Promise<Response>): Promise<Record<string, unknown>> {
  const got = await answer
  if (!got.ok) throw new Error(`${got.status} ${await got.text()}`)
  return got.json() as Promise<Record<string, unknown>>
}

let ids = 0

/** A device nobody has used yet. */
export const newVisitor = () => `visitor-${(ids++).toString().padStart(16, '0')}`

/** A view of a product as a page sends it. */
export function view(more: Record<string, unknown> = {}) {
  ids += 1
  return {
    ...{ messageId: `m-${ids}`, type: 'track', event: 'Product Viewed' },
    ...{ properties: { product_id: 'p1' }, age: 5, seq: ids },
    ...more,
  }
}

/** A request of a page of the site. */
export function pageRequest(site: TestSite, body: Record<string, unknown> | string): RequestInit {
  const whole =
    typeof body === 'string'
      ? body
      : JSON.stringify({
          ...{ key: site.publicKey, stream: 's', sentAt: new Date().toISOString(), events: [] },
          ...body,
        })
  const headers = { origin: site.origin, 'content-type': 'text/plain', 'user-agent': browser }
  return { method: 'POST', body: whole, headers }
}

/** Sends a batch as a page does and answers what came back. */
export async function send(
  edge: Edge,
  site: TestSite,
  body: Record<string, unknown>
): Promise<PageAnswer> {
  const answer = await edge.fetch('/v1/events', pageRequest(site, body))
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.json() as Promise<PageAnswer>
}

/** Status and code of a refusal, and whether it is a problem document. */
export async function refusalOf(answer: Response) {
  const isProblem = answer.headers.get('content-type') === 'application/problem+json'
  const { status, code, path } = (await answer.json()) as Record<string, unknown>
  return { isProblem, status: answer.status === status ? status : 'status differs', code, path }
}
