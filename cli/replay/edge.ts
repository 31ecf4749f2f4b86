import { setTimeout as pause } from 'node:timers/promises'

/** Where to send, and in whose name. */
export interface Edge {
  url: string
  secretKey: string
}

const attempts = 8
const timeoutMs = 30_000
const longestPauseMs = 15_000

/**
 * Asks the edge, again when it is busy or away: every request here may be repeated, because message
 * ids make it count once.
 */
export async function ask(edge: Edge, path: string, body?: unknown): Promise<Response> {
  const request = {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${edge.secretKey}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }
  for (let attempt = 1; ; attempt++) {
    const signal = AbortSignal.timeout(timeoutMs)
    const answer = await fetch(edge.url + path, { ...request, signal }).catch(asError)
    if (answer instanceof Response && !isPassing(answer.status)) return answer
    const why = answer instanceof Response ? `answered ${answer.status}` : answer.message
    if (attempt === attempts) throw new Error(`${edge.url}${path} ${why}, ${attempts} times.`)
    if (answer instanceof Response) await answer.body?.cancel()
    await pause(answer instanceof Response ? pauseOf(answer, attempt) : backoffMs(attempt))
  }
}

const isPassing = (status: number) => status === 408 || status === 429 || status >= 500

const backoffMs = (attempt: number) =>
  Math.min(longestPauseMs, 200 * 2 ** attempt * (0.5 + Math.random() / 2))

function pauseOf(answer: Response, attempt: number): number {
  const seconds = Number(answer.headers.get('retry-after'))
  return seconds > 0 ? Math.min(longestPauseMs, seconds * 1_000) : backoffMs(attempt)
}

function asError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  // undici hides the reason ("connect ECONNREFUSED …") in the cause.
  return error.cause instanceof Error ? error.cause : error
}
