import { base64url } from '../encode/base64url.ts'
import type { Env } from '../env.ts'

/**
 * Secrets that must be read again (a site's key for identity tokens) are kept encrypted under the
 * worker's own secret: whoever reads storage, KV or a backup of them learns nothing.
 */

const encoder = new TextEncoder()
const ivBytes = 12
/** On one's own machine there is nobody to keep it from. */
const localSecret = 'attune on this machine only'

/** Encrypts a secret for a purpose; nothing, when the worker has no secret of its own. */
export async function seal(env: Env, purpose: string, secret: string): Promise<string | undefined> {
  const key = await keyFor(env, purpose)
  if (!key) return undefined
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encoder.encode(secret))
  return `${base64url(iv)}.${base64url(new Uint8Array(sealed))}`
}

/** Decrypts; nothing, when it was sealed under another secret or for another purpose. */
export async function unseal(
  env: Env,
  purpose: string,
  sealed: string
): Promise<string | undefined> {
  const key = await keyFor(env, purpose)
  const [iv = '', text = ''] = sealed.split('.')
  if (!key) return undefined
  try {
    const algorithm = { name: 'AES-GCM', iv: bytesOf(iv) }
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, bytesOf(text)))
  } catch {
    return undefined
  }
}

async function keyFor(env: Env, purpose: string): Promise<CryptoKey | undefined> {
  const master = env.ATTUNE_SECRET ?? (env.ATTUNE_LOCAL ? localSecret : undefined)
  if (!master) return undefined
  const base = await crypto.subtle.importKey('raw', encoder.encode(master), 'HKDF', false, [
    'deriveKey',
  ])
  const info = encoder.encode(`seal ${purpose}`)
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }
  const wanted = { name: 'AES-GCM', length: 256 }
  return crypto.subtle.deriveKey(derivation, base, wanted, false, ['encrypt', 'decrypt'])
}

function bytesOf(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (unit) => unit.charCodeAt(0))
}
