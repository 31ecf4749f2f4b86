import { base64url } from '../encode/base64url.ts'
import type { Env } from '../env.ts'
import { type Refusal, refuse } from '../http/problem.ts'
import { remote } from '../remote.ts'
import type { IdempotencyObject, KeptAnswer } from './idempotency-object.ts'

/** A request that shall have its effect once, however often it is sent. */
export interface OnceRequest {
  env: Env
  site: string
  /** The sender's `Idempotency-Key`. */
  key: string
  request: Request
  json: unknown
  now: number
}

/** How long the twin of a request that is being answered should wait. */
const retryAfterSeconds = 1

/** Answers a request once; later ones with the same key get the same answer for a day. */
export async function once(
  asked: OnceRequest,
  answer: () => Promise<Response>
): Promise<Response | Refusal> {
  const { env, site, key, now } = asked
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    return refuse('invalid_request', 'An Idempotency-Key has 1 to 255 visible characters.')
  }
  const object = remote<IdempotencyObject>(env.IDEMPOTENCY, `${site}/${key}`)
  const beginning = await object.begin(await fingerprintOf(asked), now)
  if (beginning === 'other') {
    return refuse('idempotency_conflict', 'Use a new key for a new request.')
  }
  if (beginning === 'running') {
    const detail = 'Wait, then send it again to hear the answer.'
    return refuse('idempotency_in_progress', detail, { retryAfterSeconds })
  }
  if (beginning !== 'first') return replayed(beginning)

  try {
    const response = await answer()
    const body = await response.clone().text()
    const type = response.headers.get('content-type') ?? ''
    // What failed here may well succeed the next time: that answer is not the last word.
    if (response.status >= 500) await object.abandon()
    else await object.finish({ status: response.status, type, body })
    return response
  } catch (error) {
    await object.abandon()
    throw error
  }
}

function replayed({ status, type, body }: KeptAnswer): Response {
  const headers = {
    'content-type': type,
    'cache-control': 'private, no-store',
    'idempotent-replayed': 'true',
  }
  return new Response(status === 204 ? null : body, { status, headers })
}

async function fingerprintOf({ request, json }: OnceRequest): Promise<string> {
  const text = `${request.method} ${request.url} ${JSON.stringify(json)}`
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return base64url(new Uint8Array(digest))
}
