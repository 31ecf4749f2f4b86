import type { Entrance } from '../../shared/api/access-api.ts'
import type { Role } from '../../shared/api/roles.ts'
import { accessObject } from '../access/address.ts'
import {
  assertionHeader,
  hasCloudflareAccess,
  provenColleague,
} from '../access/cloudflare-access.ts'
import { sessionCookie } from '../access/cookies.ts'
import { isCsrfToken } from '../access/csrf.ts'
import { isOwnPage } from '../access/own-page.ts'
import { isSameSecret } from '../access/secret-token.ts'
import { base64url } from '../encode/base64url.ts'
import { isLoopback } from '../http/loopback.ts'
import { type Refusal, refuse } from '../http/problem.ts'
import { deriveSecret } from '../journey/secret.ts'
import { limitGuessing } from './limit.ts'
import type { Asked } from './route.ts'

/** Who asks, and what they may do. */
export interface Principal {
  /** As the audit log calls them. */
  by: string
  name: string
  role: Role
  entrance: Entrance
  /** The person behind a key: whoever made it. */
  maker?: string
  /** What the CSRF token of a browser is bound to. */
  csrfKey?: string
  /** When a session ends. */
  until?: number
}

/** Finds out who asks for a site: the one place where a request becomes somebody. */
export async function whoAsks(asked: Asked, site: string): Promise<Principal | Refusal> {
  const header = asked.request.headers.get('authorization')
  if (header !== null) return (await byHeader(asked, site, header)) ?? wrongToken(asked)
  const person = (await bySignOn(asked, site)) ?? (await bySession(asked, site))
  if (person) return (await forged(asked, person)) ?? person
  if (isLocalConsole(asked)) {
    return { by: 'local owner', name: 'Local owner', role: 'owner', entrance: 'local' }
  }
  return refuse('sign_in_needed', 'Sign in, or send a key as `Authorization: Bearer …`.')
}

async function byHeader(
  { env, request, now }: Asked,
  site: string,
  header: string
): Promise<Principal | Refusal | undefined> {
  const { ADMIN_TOKEN } = env
  if (ADMIN_TOKEN && (await isSameSecret(header, `Bearer ${ADMIN_TOKEN}`))) {
    const by = request.headers.get('attune-actor')?.slice(0, 255) || 'operator'
    return { by, name: by, role: 'owner', entrance: 'operator' }
  }
  const [, key] = /^bearer (ak_[\w-]{1,128})$/i.exec(header) ?? []
  // A key of another site is nothing here, and its own object is not even asked.
  if (!key?.startsWith(`ak_${site}_`)) return undefined
  const entry = await accessObject(env, site).openKey(key, now)
  if (!entry) return undefined
  if (request.headers.has('origin')) {
    return refuse(
      'secret_key_in_browser',
      'Whoever opened that page could read the key: revoke it.'
    )
  }
  const { name, role, by: maker } = entry
  return { by: `key ${name}`, name, role, entrance: 'key', maker }
}

/** Refuses a wrong token, and before long whoever guesses at it. */
function wrongToken(asked: Asked): Refusal {
  const wrong = 'Send the admin token, or a key of this site, as `Authorization: Bearer …`.'
  return limitGuessing(asked) ?? refuse('admin_token_invalid', wrong)
}

async function bySignOn(
  { env, request, now }: Asked,
  site: string
): Promise<Principal | undefined> {
  const assertion = request.headers.get(assertionHeader)
  if (assertion === null || !hasCloudflareAccess(env)) return undefined
  const colleague = await provenColleague(env, assertion, now)
  const known = colleague && (await accessObject(env, site).colleague(colleague))
  const secret = colleague && (await deriveSecret(env, ['csrf', site, colleague.email]))
  if (!known || !secret) return undefined
  const csrfKey = base64url(secret)
  return { ...known, by: colleague.email, entrance: 'sign-on', csrfKey }
}

async function bySession(
  { env, request, now }: Asked,
  site: string
): Promise<Principal | undefined> {
  const token = sessionCookie(request, site)
  const session = token && (await accessObject(env, site).session(token, now))
  if (!session) return undefined
  const { name, role, email: by } = session.member
  return { by, name, role, entrance: 'session', csrfKey: session.token, until: session.until }
}

/** What a browser brings by itself proves who, not that they want it: the console must say so too. */
async function forged({ request, url }: Asked, { csrfKey = '' }: Principal) {
  const token = request.headers.get('attune-csrf') ?? ''
  const isMeant = request.method === 'GET' || (await isCsrfToken(csrfKey, token))
  if (isMeant && isOwnPage(request, url)) return undefined
  return refuse('request_forged', 'Changes are made by the console’s own page, with its token.')
}

/**
 * The console of a server on one's own machine needs no account. A foreign name that leads here (DNS
 * rebinding) is no loopback host.
 */
function isLocalConsole({ env, request, url }: Asked): boolean {
  if (!env.ATTUNE_LOCAL || !isLoopback(url)) return false
  const { headers, method } = request
  if (headers.get('sec-fetch-site') !== 'same-origin') return false
  if (method !== 'GET' && headers.get('origin') === null) return false
  return isOwnPage(request, url)
}
