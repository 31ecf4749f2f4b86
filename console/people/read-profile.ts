import type { Profile } from '../../shared/profile/profile.ts'
import { isObject } from '../../shared/site/change/changes.ts'
import { admin } from '../admin/site.ts'

/** A person as the edge keeps them: the first line of their export. */
export async function readProfile(ref: string): Promise<Profile> {
  const [line = '{}'] = (await admin.exported(ref)).split('\n', 1)
  const { profile } = JSON.parse(line)
  if (!isObject(profile)) throw new Error('Nothing is known of this person yet.')
  return profile as unknown as Profile
}
