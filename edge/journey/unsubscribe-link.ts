import type { Env } from '../env.ts'
import { deriveSecret, hmac } from './secret.ts'

/** Whom a link lets leave, and what. */
export interface Leaver {
  site: string
  profile: string
  channel: string
}

const purpose = 'unsubscribe'

/**
 * The address at which somebody ends a channel's messages without signing in. It names the person by
 * a profile id, which gives nothing away, and is signed, so that nobody ends another's. Undefined when
 * the worker has no secret or does not know its own address.
 */
export async function unsubscribeUrl(env: Env, leaver: Leaver): Promise<string | undefined> {
  const signature = await signatureOf(env, leaver)
  if (env.PUBLIC_URL === undefined || signature === undefined) return undefined
  const { site, profile, channel } = leaver
  const prefix = env.PATH_PREFIX ? `/${env.PATH_PREFIX}` : ''
  const path = [site, profile, channel, signature].map(encodeURIComponent).join('/')
  return `${env.PUBLIC_URL.replace(/\/$/, '')}${prefix}/v1/unsubscribe/${path}`
}

/** Whether the signature of a link is the one that we gave out. */
export async function isOwnLink(env: Env, leaver: Leaver, signature: string): Promise<boolean> {
  const expected = await signatureOf(env, leaver)
  if (expected === undefined || expected.length !== signature.length) return false
  // In constant time: how far a guess was right must not show.
  let difference = 0
  for (let i = 0; i < expected.length; i++) {
    difference |= expected.charCodeAt(i) ^ signature.charCodeAt(i)
  }
  return difference === 0
}

async function signatureOf(env: Env, { site, profile, channel }: Leaver) {
  const secret = await deriveSecret(env, [purpose, site])
  if (secret === undefined) return undefined
  const bytes = await hmac(secret, JSON.stringify([profile, channel]))
  return btoa(String.fromCharCode(...bytes.subarray(0, 18)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
