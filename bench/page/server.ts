import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliCompressSync } from 'node:zlib'
import type { Contestant } from './contestant.ts'
import { pageOf, styles } from './host-page.ts'

/** Every answer takes this long, the same for all: a near edge, one round trip. */
export const latencyMs = 40

/** What is wrong with everything but the pages themselves. */
export type Fault = 'none' | '503' | 'cut'

/** A request that reached the server, with its time on the clock that pages share. */
export interface Logged {
  at: number
  path: string
  body: string
  /** False for one that a fault refused. */
  isTaken: boolean
}

/** One contestant's site: its page, its scripts, and whatever its service would answer. */
export interface BenchServer {
  origin: string
  log: Logged[]
  /** Compressed bytes of scripts sent since the log was emptied. */
  scriptBytes(): number
  bytesOf(scripts: readonly string[]): number
  setFault(fault: Fault): void
  /** Forgets the log and cuts idle connections, so that every load begins alike. */
  begin(): void
  close(): Promise<void>
}

/** Whether an address is one of the shop's pages, which no fault touches. */
export const isPagePath = (path: string): boolean => path === '/' || path.startsWith('/page')

const cached = { 'cache-control': 'public, max-age=600' }
const brotli = { 'content-encoding': 'br' }

const now = (): number => performance.timeOrigin + performance.now()

export async function openServer(port: number, contestant: Contestant): Promise<BenchServer> {
  const scripts = new Map(
    [...contestant.scripts].map(([path, code]) => [path, brotliCompressSync(code)])
  )
  const document = pageOf(contestant.head)
  const log: Logged[] = []
  let fault: Fault = 'none'
  let bytes = 0

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/'
    const at = now()
    const body = await textOf(request)
    const refused = isPagePath(path) ? 'none' : fault
    log.push({ at, path, body, isTaken: refused === 'none' })
    await pause(latencyMs)
    if (refused === 'cut') request.socket.destroy()
    else if (refused === '503') response.writeHead(503).end()
    else serve(path, body, response)
  }
  const serve = (path: string, body: string, response: ServerResponse): void => {
    const script = scripts.get(path)
    if (script) {
      bytes += script.length
      response.writeHead(200, { ...cached, ...brotli, 'content-type': 'text/javascript' })
      response.end(script)
    } else if (isPagePath(path)) {
      response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-cache' })
      response.end(document)
    } else if (path === '/styles.css') {
      response.writeHead(200, { ...cached, 'content-type': 'text/css' }).end(styles)
    } else {
      const json = contestant.answer(path, body)
      response.writeHead(json === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(json === undefined ? '' : JSON.stringify(json))
    }
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  return {
    origin: `http://127.0.0.1:${port}`,
    log,
    scriptBytes: () => bytes,
    bytesOf: (paths) => paths.reduce((sum, path) => sum + (scripts.get(path)?.length ?? 0), 0),
    setFault(next) {
      fault = next
      if (fault === 'cut') server.closeAllConnections()
    },
    begin() {
      log.length = 0
      bytes = 0
      server.closeIdleConnections()
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
