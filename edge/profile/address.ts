import { createRecent } from '../../shared/memory/recent.ts'
import { base64url } from '../encode/base64url.ts'
import type { Env } from '../env.ts'
import { type Remote, remote } from '../remote.ts'
import type { IdentityObject } from './identity-object.ts'
import type { ProfileObject } from './profile-object.ts'

/** The object that is a profile. */
export function profileObject(env: Env, site: string, profile: string): Remote<ProfileObject> {
  return remote<ProfileObject>(env.PROFILE, `${site}/${profile}`)
}

/** Hands a page's socket to the object that is a profile. Calls cannot carry one, requests can. */
export function profileSocket(
  env: Env,
  site: string,
  profile: string,
  request: Request
): Promise<Response> {
  return env.PROFILE.getByName(`${site}/${profile}`).fetch(request)
}

/** The object that knows whose an external id is. */
export function identityObject(
  env: Env,
  site: string,
  kind: string,
  value: string
): Remote<IdentityObject> {
  return remote<IdentityObject>(env.IDENTITY, `${site}/${kind}/${value}`)
}

/** Visitors come back within seconds: what was derived for one page is there for the next. */
const derived = createRecent<string>(10_000)

/**
 * The profile id of a device, derived instead of looked up: a page request costs one object call.
 * 128 bits of a hash over 128 random bits can be neither guessed nor enumerated.
 */
export async function deviceProfile(site: string, anonymousId: string): Promise<string> {
  const name = `${site}|anonymous_id|${anonymousId}`
  const known = derived.get(name)
  if (known !== undefined) return known
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name))
  const id = base64url(new Uint8Array(digest, 0, 16))
  derived.set(name, id)
  return id
}

/** A new profile id: 128 random bits. */
export function randomProfile(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(16)))
}
