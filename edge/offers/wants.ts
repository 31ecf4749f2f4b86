import { outcomeEvents } from '../../shared/api/outcomes.ts'
import type { DecideSite } from '../../shared/decide/prepare/prepared.ts'
import type { Event } from '../../shared/event/event.ts'
import type { Wants } from './codes.ts'

const sightings: ReadonlySet<string> = new Set([outcomeEvents.viewed, outcomeEvents.clicked])

/** No honest page shows more codes between two requests. */
const maxSightings = 50

/** What decisions and events want of a site's offers: nothing, on most pages. */
export function wantsOf(
  { actions }: DecideSite,
  decisions: readonly { action: string }[],
  events: readonly Event[]
): Wants {
  const pools = decisions.flatMap(({ action }) => actions.get(action)?.offer ?? [])
  const seen = events.flatMap(({ name, properties: { action, decision } }) => {
    const offer = sightings.has(name) ? actions.get(String(action))?.offer : undefined
    return offer === undefined ? [] : `${offer}/${String(decision).split('.')[0]}`
  })
  return { pools: new Set(pools), seen: new Set(seen.slice(0, maxSightings)) }
}
