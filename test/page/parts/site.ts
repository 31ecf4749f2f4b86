import { createServer, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a path answers. */
interface Answer {
  body: string
  type?: 'text/html' | 'text/javascript' | 'application/json' | 'image/svg+xml'
  status?: number
  headers?: OutgoingHttpHeaders
}

/** A web site on loopback whose pages a test writes. */
export interface Site {
  origin: string
  serve(path: string, answer: Answer): void
  /** Bodies that were posted, in order. */
  posted: { path: string; body: string }[]
  close(): Promise<void>
}

/** Opens a site on a free port. */
export async function openSite(): Promise<Site> {
  const answers = new Map<string, Answer>()
  const posted: Site['posted'] = []
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '/'
    let body = ''
    for await (const chunk of request) body += chunk
    if (request.method === 'POST') posted.push({ path, body })
    const answer = answers.get(path)
    response.writeHead(answer ? (answer.status ?? 200) : 404, {
      'content-type': `${answer?.type ?? 'text/html'}; charset=utf-8`,
      // `no-store` would keep pages out of the back/forward cache.
      'cache-control': 'no-cache',
      ...answer?.headers,
    })
    response.end(answer?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    serve: (path, answer) => void answers.set(path, answer),
    posted,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
