import { z } from 'zod'
import {
  type LiveHello,
  liveHelloPrefix,
  liveProtocol,
  maxHelloLength,
} from '../../shared/api/live-api.ts'
import { parse } from '../http/parse.ts'
import { isRefusal, type Refusal, refuse } from '../http/problem.ts'

const helloSchema = z.strictObject({
  key: z.string().min(1).max(255),
  visitor: z.string().min(16).max(64),
  token: z.string().max(4_096).optional(),
  since: z.number().min(0).optional(),
}) satisfies z.ZodType<LiveHello>

/** Reads who opens a socket, from the subprotocols that were offered. */
export function readHello(request: Request): LiveHello | Refusal {
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
    return refuse('upgrade_required', 'Open this as a WebSocket.')
  }
  const header = request.headers.get('sec-websocket-protocol') ?? ''
  const offered = header.split(',').map((protocol) => protocol.trim())
  const hello = offered.find((protocol) => protocol.startsWith(liveHelloPrefix))
  if (!offered.includes(liveProtocol) || hello === undefined || hello.length > maxHelloLength) {
    return refuse(
      'invalid_request',
      `Offer the subprotocols ${liveProtocol} and ${liveHelloPrefix}…`
    )
  }
  const json = decoded(hello.slice(liveHelloPrefix.length))
  if (json === undefined) {
    return refuse('malformed_json', 'The hello is JSON in base64url without padding.')
  }
  const read = parse(helloSchema, json)
  return isRefusal(read) ? read : read.value
}

function decoded(text: string): unknown {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
