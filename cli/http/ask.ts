import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../failure.ts'

/** A request as it is sent, each time it is tried. */
export interface Request {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE' | undefined
  headers?: Record<string, string>
  body?: string | undefined
}

const timeoutMs = 30_000
const longestPauseMs = 15_000

/**
 * Sends a request, again when the server is busy or away. Only what may be repeated without harm is
 * to be asked with more than one attempt.
 */
export async function ask(url: string, request: Request, attempts: number): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const signal = AbortSignal.timeout(timeoutMs)
    const answer = await fetch(url, { ...bare(request), signal }).catch(asError)
    if (answer instanceof Response && (attempt === attempts || !isPassing(answer.status))) {
      return answer
    }
    if (attempt === attempts) throw unreachable(url, answer, attempts)
    if (answer instanceof Response) await answer.body?.cancel()
    await pause(answer instanceof Response ? pauseOf(answer, attempt) : backoffMs(attempt))
  }
}

const bare = ({ body, ...request }: Request): RequestInit => ({
  method: request.method ?? 'GET',
  ...(request.headers && { headers: request.headers }),
  ...(body !== undefined && { body }),
})

const isPassing = (status: number) => status === 408 || status === 429 || status >= 500

const backoffMs = (attempt: number) =>
  Math.min(longestPauseMs, 200 * 2 ** attempt * (0.5 + Math.random() / 2))

function pauseOf(answer: Response, attempt: number): number {
  const seconds = Number(answer.headers.get('retry-after'))
  return seconds > 0 ? Math.min(longestPauseMs, seconds * 1_000) : backoffMs(attempt)
}

function unreachable(url: string, answer: Response | Error, attempts: number): Failure {
  const why = answer instanceof Response ? `answered ${answer.status}` : answer.message
  const { origin } = new URL(url)
  return new Failure(
    'unreachable',
    `${origin} does not answer: ${why}${attempts > 1 ? `, ${attempts} times` : ''}.`,
    ['Is the address right, and the server running? On this machine: npm start']
  )
}

function asError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  // undici hides the reason ("connect ECONNREFUSED …") in the cause.
  return error.cause instanceof Error ? error.cause : error
}
