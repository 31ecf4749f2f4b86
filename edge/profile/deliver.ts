import { createRecent } from '../../shared/memory/recent.ts'
import type { Env } from '../env.ts'
import type { Name } from '../intake/group-by-person.ts'
import { deviceProfile, identityObject, profileObject, randomProfile } from './address.ts'
import { claimNames } from './claim-names.ts'
import { callTwiceAtMost } from './retry.ts'
import { settle } from './settle.ts'
import type { Elsewhere, Visit, Visited } from './visit.ts'

/** Whom a visit is for: a device, a user, or a user on a device. */
export interface Whom {
  /** The device's own id. */
  anonymousId?: string | undefined
  /** A user id that may be believed. */
  user?: string | undefined
  /** Other external ids, where neither is known: the first that is somebody's leads there. */
  named?: readonly Name[]
  /** Whether a known person's profile may be used. */
  mayBeKnown: boolean
}

/** A visit before it is known which object it goes to. */
export type OpenVisit = Omit<Visit, 'addressing'>

/** Where a visit is tried next. */
interface Stop {
  id: string
  via: 'device' | 'profile'
  expiredGuest?: string
  /** Whoever owned the user id before was erased then. */
  erasedAt?: number | undefined
}

/** One redirect is usual, two are rare; more than this is a circle. */
const maxStops = 8

/**
 * Where visits ended that had to be sent on. An entry may be old: then the object it leads to says
 * so, and the way is asked again. It can cost a call, never a wrong profile.
 */
const shortcuts = createRecent<string>(50_000)

/** Brings a visit to the profile it is for. Usually the first object asked is the one: one call. */
export async function deliver(env: Env, whom: Whom, visit: OpenVisit): Promise<Visited> {
  const { site, now } = visit
  const { anonymousId, user, named = [], mayBeKnown } = whom
  const device = anonymousId && (await deviceProfile(site, anonymousId))
  const key = [site, device, user, mayBeKnown, ...named].join('/')
  const shortcut = shortcuts.get(key)
  let stop: Stop = shortcut ? { id: shortcut, via: 'profile' } : await firstStop()

  for (let stops = 0; stops < maxStops; stops += 1) {
    const { id, via, ...hints } = stop
    // A user without a device was found by the user id itself: there is nothing left to settle.
    const addressing = { ...hints, via, device, mayBeKnown, user: device ? user : undefined }
    const profile = profileObject(env, site, id)
    const answer = await callTwiceAtMost(() => profile.visit({ ...visit, addressing }))
    if ('verdicts' in answer) {
      // Not to the device's own object: it must be asked as the device, or it cannot send on.
      if (id !== device && !hints.erasedAt) shortcuts.set(key, id)
      await claimNames(env, site, answer, now)
      return answer
    }
    stop = await nextStop(answer)
  }
  throw new Error('A visit found no profile: redirects lead in a circle.')

  async function firstStop(): Promise<Stop> {
    if (device) return { id: device, via: 'device' }
    const [kind, value] =
      user === undefined ? await leadingName(env, site, named) : ['user_id', user]
    const claim = await identityObject(env, site, kind, value).claim(randomProfile())
    return { id: claim.owner, via: 'profile', erasedAt: claim.erasedAt }
  }

  async function nextStop(answer: Elsewhere): Promise<Stop> {
    if ('to' in answer) return { id: answer.to, via: 'profile' }
    if ('gone' in answer) {
      shortcuts.delete(key)
      return { ...(await firstStop()), expiredGuest: answer.gone }
    }
    if (user === undefined) throw new Error('A visit without a user has nothing to settle.')
    const { settle: profile, standing, parted } = answer
    const question = { site, profile, standing, parted, user, device, now }
    return { id: await settle(env, question), via: 'profile' }
  }
}

/** Of several external ids, the first that is somebody's already; else the first. */
async function leadingName(env: Env, site: string, named: readonly Name[]): Promise<Name> {
  const [first] = named
  if (!first) throw new Error('A visit needs a device, a user, or another name.')
  if (named.length === 1) return first
  for (const [kind, value] of named) {
    const owner = await identityObject(env, site, kind, value).owner()
    if (owner !== undefined) return [kind, value]
  }
  return first
}
