import { outcomeEvents } from '../../shared/api/outcomes.ts'
import type { Event } from '../../shared/event/event.ts'
import { own } from '../../shared/event/safe-key.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import type { Counters } from '../measure/measure-object.ts'

/** Successes that the goals of actions have told, as they are counted: what pages report is counted there. */
export function conversionCounters(
  before: Profile,
  after: Profile,
  events: readonly Event[]
): Counters {
  if (before.totals === after.totals) return {}
  const reported = events.filter(({ name }) => name === outcomeEvents.converted)
  const counters: Counters = {}
  for (const [action, { converted }] of Object.entries(after.totals)) {
    const known = own(before.totals, action)?.converted?.count ?? 0
    const said = reported.filter(({ properties }) => properties.action === action).length
    const more = (converted?.count ?? 0) - known - said
    if (more > 0) counters[`outcome:converted:${action}`] = more
  }
  return counters
}
