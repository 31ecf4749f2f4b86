import type { Env } from '../env.ts'
import { identityObject, profileObject, randomProfile } from './address.ts'
import { joinProfile, leaveProfile } from './follow.ts'
import { type Owner, transitions } from './transition.ts'
import type { Standing } from './visit.ts'

/** A profile that is to act for a user id, and how it stands to it. */
export interface Question {
  site: string
  profile: string
  standing: Standing
  /** Profiles that it must not be joined with again. */
  parted?: readonly string[] | undefined
  user: string
  /** Profile id that the device is derived from, when a device asks. */
  device: string | undefined
  now: number
}

/**
 * Settles which profile acts for a user id, and brings device and profiles into that order. Every
 * step can be repeated; whatever a crash leaves undone is asked again by the next visit.
 */
export async function settle(env: Env, question: Question): Promise<string> {
  const { site, profile, standing, parted = [], user, device, now } = question
  // A profile that is somebody else's cannot take the id: then a new one does.
  const candidate = standing === 'other' ? randomProfile() : profile
  const claim = await identityObject(env, site, 'user_id', user).claim(candidate)
  const transition = transitions[standing][ownerSeenFrom(profile, claim, parted)]

  if (transition === 'merge') await profileObject(env, site, profile).mergeInto(claim.owner, now)
  else
    await joinProfile(env, site, {
      profile: claim.owner,
      kind: 'user_id',
      value: user,
      device,
      now,
    })

  const isSwitch = transition === 'switch'
  if (device && isSwitch) await leaveProfile(env, site, { profile, device })
  // The device's own profile, joined or merged, needs no pointer: it is there, or redirects.
  if (device && (isSwitch || device !== profile)) {
    await profileObject(env, site, device).useFor(claim.owner)
  }
  return claim.owner
}

function ownerSeenFrom(
  profile: string,
  claim: { owner: string; isNew: boolean },
  parted: readonly string[]
): Owner {
  if (claim.isNew) return 'nobody'
  if (parted.includes(claim.owner)) return 'parted'
  return claim.owner === profile ? 'this' : 'another'
}
