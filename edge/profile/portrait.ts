import type { Context } from '../../shared/decide/decision.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { viewProfile } from '../../shared/profile/view.ts'
import { segmentsOf } from '../decide/segments.ts'
import type { LiveSite } from '../site/live-site.ts'

/** The outward picture of a person at this moment: ids, traits, segments, events counted. */
export function portrayProfile(
  profile: Profile,
  { rules }: LiveSite,
  { now, context }: { now: number; context: Context }
): JsonObject {
  const person = { site: rules, profile, context, now }
  return viewProfile({ ...person, segments: segmentsOf(rules.segments.keys(), person) })
}
