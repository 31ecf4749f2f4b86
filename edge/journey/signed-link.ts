import { base64url } from '../encode/base64url.ts'
import type { Env } from '../env.ts'
import { deriveSecret, hmac } from './secret.ts'

/** What a link lets its holder do. Each kind is signed with a key of its own. */
export type LinkKind = 'unsubscribe' | 'preferences' | 'click' | 'open'

/** A link that we give out: its kind, the site, and what it is about. */
export interface SignedLink {
  kind: LinkKind
  site: string
  /** Path segments: a profile id, a channel … */
  about: readonly string[]
  /** Signed as well, but carried in the query. */
  to?: string | undefined
}

/**
 * An address that works without signing in. It names the person by a profile id, which gives nothing
 * away, and is signed, so that nobody makes one for another. Undefined when the worker has no secret
 * or does not know its own address.
 */
export async function signedUrl(env: Env, link: SignedLink): Promise<string | undefined> {
  const signature = await signatureOf(env, link)
  if (env.PUBLIC_URL === undefined || signature === undefined) return undefined
  const { kind, site, about, to } = link
  const prefix = env.PATH_PREFIX ? `/${env.PATH_PREFIX}` : ''
  const path = [site, ...about, signature].map(encodeURIComponent).join('/')
  const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`
  return `${env.PUBLIC_URL.replace(/\/$/, '')}${prefix}/v1/${kind}/${path}${query}`
}

/** Whether the signature of a link is the one that we gave out. */
export async function isOwnLink(env: Env, link: SignedLink, signature: string): Promise<boolean> {
  const expected = await signatureOf(env, link)
  if (expected === undefined || expected.length !== signature.length) return false
  // In constant time: how far a guess was right must not show.
  let difference = 0
  for (let i = 0; i < expected.length; i++) {
    difference |= expected.charCodeAt(i) ^ signature.charCodeAt(i)
  }
  return difference === 0
}

async function signatureOf(env: Env, { kind, site, about, to }: SignedLink) {
  const secret = await deriveSecret(env, [kind, site])
  if (secret === undefined) return undefined
  const bytes = await hmac(secret, JSON.stringify(to === undefined ? about : [...about, to]))
  return base64url(bytes.subarray(0, 18))
}
