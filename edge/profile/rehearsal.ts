import { createRegexEngine } from '../../shared/condition/linear-regex.ts'
import { sampleCode } from '../../shared/decide/offer.ts'
import { compileSite } from '../../shared/site/compile.ts'
import type { Snapshot } from '../../shared/site/config.ts'
import { applyVisit } from './apply-visit.ts'
import type { Holding } from './holding.ts'
import { eventsIn } from './log.ts'
import type { Absent } from './reading.ts'
import { routeVisit } from './routing.ts'
import type { Visit, Visited } from './visit.ts'

const regex = createRegexEngine()

/**
 * What a visit would be answered by another configuration than the one in force. The change that it
 * would make is thrown away: a rehearsal leaves no trace.
 */
export function rehearse(
  id: string,
  { record, storage, seen }: Holding,
  visit: Visit,
  snapshot: Snapshot
): Visited | Absent {
  const route = routeVisit(id, record, visit.addressing)
  if (route !== 'here') return typeof route === 'object' && 'to' in route ? route : 'unknown'
  const held = { id, record, seen: seen(visit.now), history: () => eventsIn(storage.chunks()) }
  return applyVisit(
    held,
    visit,
    { snapshot, rules: compileSite(snapshot, { regex }) },
    () => sampleCode
  ).visited
}
