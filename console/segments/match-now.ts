import type { SiteConfig } from '../../shared/site/config.ts'
import { type RecentPerson, recentProfiles } from '../people/recent-profiles.ts'
import { check } from '../publish/check.ts'
import { matching } from './match.ts'

/** Who of the recent visitors is in a segment. */
export interface Match {
  of: number
  people: RecentPerson[]
}

/** Who is in a segment of the draft now; nothing while the draft does not pass the check. */
export async function matchNow(config: SiteConfig, segment: string): Promise<Match | undefined> {
  const people = await recentProfiles()
  const now = Date.now()
  const checked = check(config, now)
  if ('problems' in checked) return undefined
  return { of: people.length, people: matching(people, { config: checked.config, segment, now }) }
}
