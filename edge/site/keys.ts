import type { SiteKey, Snapshot } from '../../shared/site/config.ts'
import { base64url } from '../encode/base64url.ts'

/** Who a key speaks for: the public key of a page, or the secret key of the site's back end. */
export type KeyKind = SiteKey['kind']

/** What a key says about itself, before anybody has checked it. */
interface KeyClaim {
  kind: KeyKind
  site: string
}

/** Ids of sites: no underscore, so that a key can be taken apart. */
export const siteIdPattern = /^[a-z0-9][a-z0-9-]{0,62}$/

const keyPattern = /^(pk|sk)_([a-z0-9][a-z0-9-]{0,62})(?:_[A-Za-z0-9_-]{1,128})?$/

/** Keys of the demo site, the same for everybody, and therefore good on one's own machine only. */
const demoKeys = new Set(['pk_demo', 'sk_demo'])

/** Reads kind and site from `pk_<site>_<random>`. */
export function readKey(key: string): KeyClaim | undefined {
  const [, prefix, site] = keyPattern.exec(key) ?? []
  if (site === undefined) return undefined
  return { kind: prefix === 'sk' ? 'secret' : 'public', site }
}

/** Whether the key opens the site. `isLocal`: asked on loopback, of a server started for that. */
export async function opens(key: string, snapshot: Snapshot, isLocal: boolean): Promise<boolean> {
  if (demoKeys.has(key)) return isLocal
  const kind = key.startsWith('sk_') ? 'secret' : 'public'
  const match = kind === 'secret' ? await hashKey(key) : key
  return snapshot.keys.some((known) => known.kind === kind && known.match === match)
}

/** A new key: 192 random bits behind a prefix that says what it is and whose. */
export function createKey(kind: KeyKind, site: string): string {
  const random = crypto.getRandomValues(new Uint8Array(24))
  return `${kind === 'secret' ? 'sk' : 'pk'}_${site}_${base64url(random)}`
}

/**
 * What we keep of a secret key. A plain hash suffices, slow ones are for words that people choose:
 * nobody guesses 192 random bits.
 */
export async function hashKey(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
  return base64url(new Uint8Array(digest))
}
