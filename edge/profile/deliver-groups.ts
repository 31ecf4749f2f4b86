import type { Event } from '../../shared/event/event.ts'
import type { Env } from '../env.ts'
import { deliver, type OpenVisit, type Whom } from './deliver.ts'
import type { Visited } from './visit.ts'

/** Events of one device in order, of a stretch in which one person used it. */
export interface Stretch {
  user: string | undefined
  events: Event[]
}

/** Cuts a device's events where another user id begins. Events without one go with those before. */
export function cutByUser(events: readonly Event[]): Stretch[] {
  const stretches: Stretch[] = [{ user: undefined, events: [] }]
  for (const event of events) {
    const user = event.ids.user_id
    const current = stretches.at(-1)
    if (current && (user === undefined || user === current.user)) current.events.push(event)
    else stretches.push({ user, events: [event] })
  }
  return stretches.filter((stretch, i) => stretch.events.length > 0 || i === stretches.length - 1)
}

/**
 * Delivers a device's events, stretch after stretch; the last one decides. Usually there is one
 * stretch, and one call.
 */
export async function deliverGroups(env: Env, whom: Whom, visit: OpenVisit): Promise<Visited> {
  const stretches =
    whom.user === undefined ? cutByUser(visit.events) : [{ user: whom.user, events: visit.events }]
  const earlier: Visited['verdicts'] = []
  const last = stretches.pop() ?? { user: undefined, events: [] }
  for (const { user, events } of stretches) {
    const asks = { ...visit.asks, slots: [], record: 'no' as const }
    const visited = await deliver(env, { ...whom, user }, { ...visit, events, asks })
    earlier.push(...visited.verdicts)
  }
  const visited = await deliver(
    env,
    { ...whom, user: last.user },
    { ...visit, events: last.events }
  )
  return { ...visited, verdicts: [...earlier, ...visited.verdicts] }
}
