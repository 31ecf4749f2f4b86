import type { Problem } from '../condition/condition.ts'
import type { Event, EventType, Origin } from './event.ts'
import type { JsonObject } from './json.ts'
import { staleAfterMs } from './limits.ts'

/** An event as a page (`pageEventSchema`) or a Segment library (`segmentItemSchema`) sends it. */
export interface IncomingEvent {
  type: EventType
  messageId?: string | undefined
  event?: string | undefined
  name?: string | undefined
  category?: string | undefined
  userId?: string | undefined
  anonymousId?: string | undefined
  previousId?: string | undefined
  groupId?: string | undefined
  properties?: JsonObject | undefined
  traits?: JsonObject | undefined
  context?: JsonObject | undefined
  /** Page: milliseconds since it happened. */
  age?: number | undefined
  seq?: number | undefined
  /** Segment: ISO 8601 by the sender's clock. */
  timestamp?: string | undefined
  originalTimestamp?: string | undefined
  sentAt?: string | undefined
}

/** What the border knows about the request that brought an event. */
export interface NormalizeOptions {
  /** The edge's clock, ms since the epoch. */
  receivedAt: number
  origin: Origin
  /** Segment: `sentAt` of the batch. */
  sentAt?: string | undefined
  /** Id for an event whose sender gave none (plain `curl`); without it such an event is refused. */
  fallbackId?: string | undefined
  /** Consent of the page that sent the batch; an event's own consent object goes first. */
  consent?: Record<string, boolean> | undefined
  /** Red names (`passport`) that the owner declared and therefore gets. */
  declared?: ReadonlySet<string> | undefined
}

/** What was changed on the way in, to be counted per site. */
export interface Notes {
  /** The time lay in the future or was no time, and was set to now. */
  clockSuspect?: true
  /** Keys that would reach into prototypes. */
  droppedKeys?: number
  /** Names of red traits and properties that nobody declared. */
  droppedRed?: string[]
}

/** Makes an `Event` of what arrived, or says why it cannot be one. Never throws. */
export function normalizeEvent(
  incoming: IncomingEvent,
  options: NormalizeOptions
): { event: Event; notes: Notes } | { problem: Problem } {
  void incoming
  void options
  throw new Error('soon')
}

/** Whether a page's event is too old to be told from a copy. A back end may import any past. */
export function isStale(event: Event, receivedAt: number): boolean {
  return event.origin === 'page' && receivedAt - event.at > staleAfterMs
}
