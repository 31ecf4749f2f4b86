import type { Env } from '../env.ts'
import { identityObject, profileObject } from './address.ts'
import { yieldProfile } from './follow.ts'
import type { Visited } from './visit.ts'

/** Ids that lead to a profile without being asked: a device's by its hash, a user's when it was settled. */
const settledKinds = new Set(['anonymous_id', 'user_id'])

/**
 * Claims the other external ids that a back end has named (a loyalty card, a CRM id), once each. An
 * id that leads to somebody already makes one of two profiles, as long as one of them has no name: a
 * buyer whom only the till knew is the customer who now says who they are.
 */
export async function claimNames(
  env: Env,
  site: string,
  { profile, isKnown, newIds }: Visited,
  now: number
): Promise<void> {
  for (const [kind, value] of newIds) {
    if (settledKinds.has(kind)) continue
    const { owner } = await identityObject(env, site, kind, value).claim(profile)
    if (owner === profile) continue
    if (isKnown) {
      await yieldProfile(env, site, { from: owner, to: profile, now })
      continue
    }
    await profileObject(env, site, profile).mergeInto(owner, now)
    return
  }
}
