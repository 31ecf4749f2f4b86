import type { Env } from '../env.ts'

const encoder = new TextEncoder()

/** In local mode nothing leaves the machine, so a known secret opens nothing. */
const localSecret = 'attune on this machine only'

/**
 * A secret for one purpose, derived from the worker's own: nothing has to be stored, shown only once
 * or encrypted at rest, and raising a version makes another. Undefined when the worker has none.
 */
export async function deriveSecret(
  env: Env,
  purpose: readonly string[]
): Promise<Uint8Array | undefined> {
  const master = env.ATTUNE_SECRET ?? (env.ATTUNE_LOCAL ? localSecret : undefined)
  return master === undefined ? undefined : hmac(encoder.encode(master), JSON.stringify(purpose))
}

/** HMAC-SHA256 of a text. */
export async function hmac(key: Uint8Array, text: string): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoder.encode(text)))
}

/** Base64, as Standard Webhooks writes secrets and signatures. */
export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
