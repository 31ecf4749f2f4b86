import type { Event } from '../../shared/event/event.ts'

/** An external id: its kind and its value. */
export type Name = readonly [kind: string, value: string]

/** Events of one person, in the order they were sent. */
export interface Group {
  /** The device, when the events name one; the user ids in them are settled on the way. */
  anonymousId: string | undefined
  /** The user, when they name no device. */
  user: string | undefined
  /** Other external ids, when the events name neither. */
  named: readonly Name[]
  events: Event[]
}

/** Puts each person's events together, so that a batch costs one call a person. */
export function groupByPerson(events: readonly Event[]): Group[] {
  const groups = new Map<string, Group>()
  for (const event of events) {
    const { anonymous_id: anonymousId, user_id, ...others } = event.ids
    const user = anonymousId === undefined ? user_id : undefined
    const named = (anonymousId ?? user === undefined) ? Object.entries(others) : []
    const key = JSON.stringify([anonymousId, user, named])
    const group = groups.get(key) ?? { anonymousId, user, named, events: [] }
    group.events.push(event)
    groups.set(key, group)
  }
  return [...groups.values()]
}
