import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { withAddress } from '../../../edge/decide/page-address.ts'
import type {
  DecisionsRequest,
  EventsRequest,
  PageAnswer,
  PageDecision,
  PageEvent,
  Verdict,
} from '../../../shared/api/page-api.ts'
import { decisionsRequestSchema, eventsRequestSchema } from '../../../shared/api/page-api.ts'
import { previewRequestSchema } from '../../../shared/api/preview-api.ts'
import type { JsonObject } from '../../../shared/event/json.ts'
import { buildScripts } from './scripts.ts'

/** A request for decisions, as the edge has parsed it. */
export type Asked = DecisionsRequest | EventsRequest

/** An event that was applied, with who sent it. */
export interface AppliedEvent extends PageEvent {
  visitor: string | undefined
  stream: string
  /** Time by the edge's clock, as the age says. */
  at: number
}

/** A small edge that speaks the page contract: strict about what it takes, scripted in what it decides. */
export interface Edge {
  origin: string
  port: number
  /** Every request to `/v1/…`, in order of arrival. */
  requests: { path: string; body: Asked; at: number; headers: IncomingMessage['headers'] }[]
  /** Requests that did not match the schema. */
  malformed: string[]
  /** Events in the order in which they were applied, each once. */
  applied: AppliedEvent[]
  /** Times that an event arrived that was applied before. */
  duplicates: number
  dropped: number
  config: number
  /** Answers say that the edge may call. */
  live: boolean
  /** What is decided; by default nothing. */
  decide: (asked: Asked) => PageDecision[]
  /** Decided ahead for the next page. */
  decideAhead: (asked: Asked) => PageDecision[]
  /** Verdict on an event that is applied. */
  judge: (event: PageEvent) => Verdict
  /** Takes a request over when it answers true: faults, other statuses. */
  interrupt: (path: string, response: ServerResponse, body: string) => boolean | Promise<boolean>
  /** Origins whose pages are over: what they still send on their way out counts nowhere. */
  gone: Set<string>
  /** Applied events by name (`page` for page views). */
  named(name: string): AppliedEvent[]
  /** Forgets everything, and decides nothing. */
  forget(): void
  isRunning: boolean
  /** Stops answering, with every connection cut. */
  stop(): Promise<void>
  /** Answers again, on the same port. */
  start(): Promise<void>
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return
  }
}

const schemas: Record<string, typeof decisionsRequestSchema> = {
  '/v1/events': eventsRequestSchema,
  '/v1/preview': previewRequestSchema,
}

/** What the page leaves to the edge to read off its address. */
const withPaths = (body: unknown): unknown => {
  const { context } = (body ?? {}) as Partial<Asked>
  return context?.page
    ? { ...(body as Asked), context: { ...context, page: withAddress(context.page as JsonObject) } }
    : body
}

const nameOf = (event: PageEvent): string => event.event ?? event.type

export async function openEdge(): Promise<Edge> {
  const scripts = await buildScripts()
  const seen = new Set<string>()

  const blank = {
    ...{
      requests: [],
      malformed: [],
      applied: [],
      duplicates: 0,
      dropped: 0,
      config: 1,
      live: false,
    },
    decide: () => [],
    decideAhead: () => [],
    judge: () => 'ok' as const,
    interrupt: () => false,
  }

  const edge: Edge = {
    ...{ origin: '', port: 0, isRunning: false, gone: new Set(), ...blank },
    forget() {
      seen.clear()
      Object.assign(edge, blank, { requests: [], malformed: [], applied: [] })
    },
    named: (name) => edge.applied.filter((event) => nameOf(event) === name),
    async stop() {
      edge.isRunning = false
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
    async start() {
      server = createServer(answer)
      await new Promise<void>((resolve) => server.listen(edge.port, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      edge.port = port
      edge.isRunning = true
      edge.origin = `http://127.0.0.1:${port}`
    },
  }
  let server = createServer()

  const apply = (body: EventsRequest): PageAnswer['verdicts'] =>
    body.events.map((event) => {
      if (seen.has(event.messageId)) {
        edge.duplicates++
        return [event.messageId, 'dup']
      }
      const verdict = edge.judge(event)
      if (verdict !== 'ok') return [event.messageId, verdict]
      seen.add(event.messageId)
      const { visitor, stream } = body
      const page = event.type === 'page' && { properties: withAddress(event.properties ?? {}) }
      edge.applied.push({ ...event, ...page, visitor, stream, at: Date.now() - event.age })
      return [event.messageId, 'ok']
    })

  const decide = (asked: Asked): Omit<PageAnswer, 'verdicts'> => {
    const ahead = edge.decideAhead(asked)
    return {
      ...(asked.visitor !== undefined && { visitor: asked.visitor }),
      ...(ahead.length > 0 && { instant: ahead }),
      ...(edge.live && { live: true }),
      config: edge.config,
      now: Date.now(),
      decisions: edge.decide(asked),
      profile: { segments: [] },
    }
  }

  const take = (path: string, text: string): PageAnswer | undefined => {
    const schema = schemas[path] ?? decisionsRequestSchema
    const parsed = schema.safeParse(withPaths(parseJson(text)))
    if (!parsed.success) {
      edge.malformed.push(`${parsed.error.message} in ${text}`)
      return
    }
    if (path === '/v1/preview') {
      const preview = { until: Date.now() + 900_000, slots: [] }
      return Object.assign(decide(parsed.data), preview)
    }
    if (path !== '/v1/events') return decide(parsed.data)
    const body = parsed.data as EventsRequest
    edge.dropped += body.dropped ?? 0
    const verdicts = apply(body) ?? []
    return { verdicts, ...decide(body) }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://edge').pathname
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-expose-headers', 'retry-after')
    const script = scripts.get(path.slice(1))
    if (script !== undefined) {
      if (await edge.interrupt(path, response, '')) return
      response.setHeader('content-type', 'text/javascript; charset=utf-8')
      response.setHeader('cache-control', 'public, max-age=600')
      response.end(script)
      return
    }
    let text = ''
    for await (const chunk of request) text += chunk
    if (!path.startsWith('/v1/') || edge.gone.has(request.headers.origin ?? '')) {
      response.writeHead(404).end()
      return
    }
    edge.requests.push({
      ...{
        path,
        body: withPaths(parseJson(text)) as Asked,
        at: performance.now(),
        headers: request.headers,
      },
    })
    if (await edge.interrupt(path, response, text)) return
    const taken = take(path, text)
    response.writeHead(taken ? 200 : 400, { 'content-type': 'application/json' })
    response.end(JSON.stringify(taken ?? { code: 'invalid' }))
  }

  await edge.start()
  return edge
}
