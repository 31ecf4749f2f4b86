import type { JsonObject } from '../../shared/event/json.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { viewProfile } from '../../shared/profile/view.ts'
import { atHome, type Moment } from '../decide/moment.ts'
import { segmentsOf } from '../decide/segments.ts'
import type { LiveSite } from '../site/live-site.ts'

/** The outward picture of a person at this moment: ids, traits, segments, events counted. */
export function portrayProfile(
  profile: Profile,
  { rules }: LiveSite,
  { now, moment }: { now: number; moment: Moment }
): JsonObject {
  const context = atHome(moment, profile)
  const person = { site: rules, profile, context, now }
  return viewProfile({ ...person, segments: segmentsOf(rules.segments.keys(), person) })
}
