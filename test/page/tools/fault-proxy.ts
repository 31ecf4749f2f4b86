import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  request as send,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRandom } from './random.ts'

/** What becomes of a request on its way to the edge, or of the answer on its way back. */
export type Fault =
  | 'pass'
  /** The request never arrives. */
  | 'drop'
  /** The edge has answered; the answer never arrives. The worst one. */
  | 'drop after commit'
  | 'reset'
  | 'server error'
  | 'too large'
  | 'too many'
  | 'truncated answer'
  /** Arrives twice. */
  | 'duplicate'
  /** Waits until another has overtaken it. */
  | 'reordered'
  /** A captive portal: status 200, and a page of its own. */
  | 'html'
  | 'delayed'

/** Shares of requests that suffer each fault; the rest passes. */
export type Faults = Partial<Record<Fault, number>>

export interface FaultProxy {
  origin: string
  seed: number
  /** What happens from now on to requests below `/v1/`. */
  faults: Faults
  /** Longest wait of a delayed or reordered request. */
  delayMs: number
  /** What happened, in order. */
  log: { path: string; fault: Fault }[]
  close(): Promise<void>
}

interface Exchange {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Stands between the page and the edge. Print `seed` when a test fails: it makes the same faults. */
export async function openFaultProxy(
  edgePort: () => number,
  seed = Date.now() % 100_000
): Promise<FaultProxy> {
  const random = createRandom(seed)

  const forward = (request: IncomingMessage, body: Buffer): Promise<Exchange> =>
    new Promise((resolve, reject) => {
      const { method = 'GET', url: path = '/', headers } = request
      const passed = send({ host: '127.0.0.1', port: edgePort(), method, path, headers })
      passed.on('response', async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        const { statusCode: status = 502, headers } = response
        resolve({ status, headers, body: Buffer.concat(chunks) })
      })
      passed.on('error', reject)
      passed.end(body)
    })

  const draw = (): Fault => {
    let left = random()
    for (const [fault, share] of Object.entries(proxy.faults)) {
      left -= share
      if (left < 0) return fault as Fault
    }
    return 'pass'
  }

  const relay = (response: ServerResponse, { status, headers, body }: Exchange): void => {
    response.writeHead(status, headers)
    response.end(body)
  }

  /** Answers in the edge's stead. */
  const refuse = (request: IncomingMessage, response: ServerResponse, status: number) => {
    response.writeHead(status, {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-expose-headers': 'retry-after',
      ...(status === 429 && { 'retry-after': '1' }),
    })
    response.end(status === 200 ? '<!doctype html><h1>Log in to our Wi-Fi</h1>' : '{}')
  }

  const suffer = async (
    fault: Fault,
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer
  ) => {
    switch (fault) {
      case 'drop':
      case 'reset':
        response.destroy()
        return
      case 'server error':
        refuse(request, response, 500)
        return
      case 'too large':
        refuse(request, response, 413)
        return
      case 'too many':
        refuse(request, response, 429)
        return
      case 'html':
        refuse(request, response, 200)
        return
      case 'drop after commit':
        await forward(request, body)
        response.destroy()
        return
      case 'truncated answer': {
        const { headers, body: answer } = await forward(request, body)
        response.writeHead(200, { ...headers, 'content-length': answer.length })
        response.write(answer.subarray(0, answer.length >> 1))
        response.destroy()
        return
      }
      case 'duplicate':
        await forward(request, body)
        relay(response, await forward(request, body))
        return
      case 'delayed':
      case 'reordered':
        await pause(random() * proxy.delayMs)
        relay(response, await forward(request, body))
        return
      case 'pass':
        relay(response, await forward(request, body))
    }
  }

  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const path = request.url ?? '/'
    const fault = path.startsWith('/v1/') ? draw() : 'pass'
    if (path.startsWith('/v1/')) proxy.log.push({ path, fault })
    await suffer(fault, request, response, Buffer.concat(chunks)).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const proxy: FaultProxy = {
    ...{ origin: `http://127.0.0.1:${port}`, seed, faults: {}, delayMs: 200, log: [] },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}
