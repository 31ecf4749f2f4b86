import { ask as askServer } from '../http/ask.ts'

/** Where to send, and in whose name. */
export interface Edge {
  url: string
  secretKey: string
}

const attempts = 8

/** Asks the edge. Every request here may be repeated, because message ids make it count once. */
export async function ask(edge: Edge, path: string, body?: unknown): Promise<Response> {
  const request = {
    method: body === undefined ? ('GET' as const) : ('POST' as const),
    headers: { authorization: `Bearer ${edge.secretKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
  return askServer(edge.url + path, request, attempts)
}
