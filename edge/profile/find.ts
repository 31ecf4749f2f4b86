import type { Env } from '../env.ts'
import type { Remote } from '../remote.ts'
import { deviceProfile, identityObject, profileObject } from './address.ts'
import type { ProfileObject } from './profile-object.ts'
import type { Absent } from './reading.ts'

/** A person named from outside: a profile id, or an external id as `kind:value`. */
export interface Ref {
  site: string
  ref: string
}

const profileIdPattern = /^[\w-]{22}$/
const externalPattern = /^([a-zA-Z][\w.-]{0,63}):(.{1,255})$/s
const maxRedirects = 8

/** Asks the profile that a reference means, wherever it has moved; nothing when there is none. */
export async function askProfile<T>(
  env: Env,
  { site, ref }: Ref,
  question: (profile: Remote<ProfileObject>, id: string) => Promise<T | Absent>
): Promise<T | undefined> {
  let id = await resolveRef(env, site, ref)
  for (let redirects = 0; id !== undefined && redirects < maxRedirects; redirects += 1) {
    const answer: T | Absent = await question(profileObject(env, site, id), id)
    if (answer === 'unknown') return undefined
    if (!isRedirect(answer)) return answer
    id = answer.to
  }
  return undefined
}

async function resolveRef(env: Env, site: string, ref: string): Promise<string | undefined> {
  const [, kind, value] = externalPattern.exec(ref) ?? []
  if (kind === undefined || value === undefined) {
    return profileIdPattern.test(ref) ? ref : undefined
  }
  if (kind === 'anonymous_id') return deviceProfile(site, value)
  return identityObject(env, site, kind, value).owner()
}

function isRedirect(answer: unknown): answer is { to: string } {
  return typeof answer === 'object' && answer !== null && 'to' in answer
}
