import { base64url } from '../encode/base64url.ts'
import type { Env } from '../env.ts'
import { deriveSecret, hmac } from '../journey/secret.ts'
import { isSameSecret, newSecret } from './secret-token.ts'
import { longestMs } from './sessions.ts'

/**
 * Cookies of the console. `__Host-`: of this host alone, over TLS, whatever a subdomain would like to
 * set. One of each per site, so that two sites of one worker do not sign each other out.
 */
const nameOf = { session: '__Host-attune-', device: '__Host-attune-device-' } as const
const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict'
const deviceLifeSeconds = 400 * 86_400

/** The token of a session, as the browser brings it. */
export function sessionCookie(request: Request, site: string): string | undefined {
  return cookie(request, `${nameOf.session}${site}`)
}

/** Keeps a session in the browser. */
export function keepSession(site: string, token: string): string {
  return `${nameOf.session}${site}=${token}; ${attributes}; Max-Age=${longestMs / 1_000}`
}

/** Ends a session in the browser. */
export function dropSession(site: string): string {
  return `${nameOf.session}${site}=; ${attributes}; Max-Age=0`
}

/** Whose browser it is: an id that the worker signed for this very person. */
export async function deviceCookie(
  env: Env,
  request: Request,
  person: { site: string; email: string }
): Promise<string | undefined> {
  const [id = '', signature = ''] =
    cookie(request, `${nameOf.device}${person.site}`)?.split('.') ?? []
  const expected = id && (await sign(env, id, person))
  return expected && (await isSameSecret(signature, expected)) ? id : undefined
}

/** Marks the browser as one of this person's; nothing, when the worker has no secret to sign with. */
export async function markDevice(
  env: Env,
  person: { site: string; email: string }
): Promise<string | undefined> {
  const id = newSecret()
  const signature = await sign(env, id, person)
  if (signature === undefined) return undefined
  const value = `${id}.${signature}`
  return `${nameOf.device}${person.site}=${value}; ${attributes}; Max-Age=${deviceLifeSeconds}`
}

async function sign(env: Env, id: string, { site, email }: { site: string; email: string }) {
  const secret = await deriveSecret(env, ['device', site, email])
  return secret && base64url(await hmac(secret, id))
}

function cookie(request: Request, name: string): string | undefined {
  const pairs = request.headers.get('cookie')?.split(';') ?? []
  const found = pairs.map((pair) => pair.trim()).find((pair) => pair.startsWith(`${name}=`))
  return found?.slice(name.length + 1) || undefined
}
