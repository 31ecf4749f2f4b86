import { checkWebhookUrl } from '../../shared/journey/webhook-url.ts'
import { withDeadline } from './deadline.ts'
import { base64, hmac } from './secret.ts'

/** How an attempt ended. */
export type Delivery =
  | { arrived: true }
  /** `isFinal`: trying again would be rude or useless. `isGone`: the receiver asks for it, for good. */
  | { arrived: false; note: string; isFinal?: true; isGone?: true }

/** A webhook to send. */
export interface Webhook {
  url: string
  /** The same for every attempt, so that the receiver can tell a copy. */
  id: string
  body: string
  /** The newest secret first; two while one is being replaced. */
  secrets: readonly Uint8Array[]
  /** Takes everything in the URL's stead. Tests on one machine only. */
  receiver?: string | undefined
}

const timeoutMs = 15_000

/**
 * Sends a webhook as Standard Webhooks has it. Redirects are not followed: whoever the URL was
 * checked for must answer. The answer's body is not read; nobody here needs it.
 */
export async function sendWebhook(
  { url, id, body, secrets, receiver }: Webhook,
  now: number
): Promise<Delivery> {
  const fault = checkWebhookUrl(url)
  if (fault !== undefined) return { arrived: false, note: `forbidden: ${fault}`, isFinal: true }
  const timestamp = Math.floor(now / 1_000)
  const signatures = await Promise.all(
    secrets.map((secret) => sign(secret, `${id}.${timestamp}.${body}`))
  )
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
    ...(receiver !== undefined && { 'attune-meant-for': url }),
  }
  try {
    const answer = await withDeadline(timeoutMs, (signal) =>
      fetch(receiver ?? url, { method: 'POST', headers, body, redirect: 'manual', signal })
    )
    await answer.body?.cancel()
    return judge(answer.status)
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError'
    return { arrived: false, note: isTimeout ? 'timed out' : 'could not be reached' }
  }
}

async function sign(secret: Uint8Array, text: string): Promise<string> {
  return `v1,${base64(await hmac(secret, text))}`
}

/** Only a 2xx means that it arrived; 410 asks to be left alone. */
function judge(status: number): Delivery {
  if (status >= 200 && status < 300) return { arrived: true }
  const isGone = status === 410
  return { arrived: false, note: `answered ${status}`, ...(isGone && { isFinal: true, isGone }) }
}
