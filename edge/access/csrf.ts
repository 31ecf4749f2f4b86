import { base64url } from '../encode/base64url.ts'
import { hmac } from '../journey/secret.ts'
import { isSameSecret } from './secret-token.ts'

/** A token that only whoever holds the session can have read: `nonce.HMAC(session, nonce)`. */
export async function csrfToken(session: string, nonce = randomNonce()): Promise<string> {
  const mac = await hmac(new TextEncoder().encode(session), `csrf ${nonce}`)
  return `${nonce}.${base64url(mac)}`
}

/** Whether a token belongs to the session. */
export async function isCsrfToken(session: string, token: string): Promise<boolean> {
  const [nonce = ''] = token.split('.', 1)
  return isSameSecret(token, await csrfToken(session, nonce))
}

function randomNonce(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(12)))
}
