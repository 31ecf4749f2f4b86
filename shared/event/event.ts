import type { JsonObject } from './json.ts'

/** The six calls of the Segment spec. */
export const eventTypes = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const

/** One of the six calls of the Segment spec. */
export type EventType = (typeof eventTypes)[number]

/** Who vouches for an event: the visitor's page (public key) or the site's back end (secret key). */
export type Origin = 'page' | 'server'

/**
 * Something that happened to one person, after parsing, naming and time correction at the border.
 * Inside Attune every event has this shape; nobody behind the border looks at the wire again.
 */
export interface Event {
  /** The sender's message id, 1 to 100 characters. An id is applied once per profile. */
  id: string
  type: EventType
  /** Canonical name of a `track` call (`Product Viewed`); for the other calls, the type itself. */
  name: string
  /** When it happened: ms since the Unix epoch, corrected for the sender's clock, never in the future. */
  at: number
  /** Properties of track, page and screen; empty for the others. */
  properties: JsonObject
  /** Traits of identify and group; empty for the others. */
  traits: JsonObject
  /** External ids this event names, by kind: `{ user_id: "u1", anonymous_id: "…" }`. */
  ids: Record<string, string>
  origin: Origin
  /** Position in the device's stream, when the sender counts. */
  seq?: number
  /** Answers of the person to purposes, when the sender told; `{}` means: no to everything. */
  consent?: Record<string, boolean>
  /** The little of the sender's context that is worth keeping: campaign, locale, timezone, channel. */
  context?: JsonObject
}
