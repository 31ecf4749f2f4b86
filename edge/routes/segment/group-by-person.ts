import type { Event } from '../../../shared/event/event.ts'

/** Events of one person, in the order they were sent. */
export interface Group {
  /** The device, when the events name one; the user ids in them are settled on the way. */
  anonymousId: string | undefined
  /** The user, when they name no device. */
  user: string | undefined
  events: Event[]
}

/** Puts each person's events together, so that a batch costs one call a person. */
export function groupByPerson(events: readonly Event[]): Group[] {
  const groups = new Map<string, Group>()
  for (const event of events) {
    const { anonymous_id: anonymousId, user_id } = event.ids
    const user = anonymousId === undefined ? user_id : undefined
    const key = anonymousId === undefined ? `user ${user}` : `device ${anonymousId}`
    const group = groups.get(key) ?? { anonymousId, user, events: [] }
    group.events.push(event)
    groups.set(key, group)
  }
  return [...groups.values()]
}
