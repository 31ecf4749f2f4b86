import type { Problem } from '../condition/condition.ts'
import { cleanObject, type Dropped, jsonBytes } from './clean.ts'
import { consentOf } from './consent.ts'
import type { Event, EventType, Origin } from './event.ts'
import { eventTime } from './event-time.ts'
import { externalIds } from './external-ids.ts'
import { fromGa4 } from './ga4.ts'
import type { JsonObject } from './json.ts'
import { keptContext } from './kept-context.ts'
import { limits, staleAfterMs } from './limits.ts'
import { canonicalName } from './names.ts'
import { isSafeKey } from './safe-key.ts'

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
  /** Segment: `sentAt` of the batch, later and therefore truer than that of an item. */
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
  /** The time lay in the future or before all times, and was set to the nearest that can be. */
  clockSuspect?: true
  /** Keys that would reach into prototypes. */
  droppedKeys?: number
  /** Names of red traits and properties that nobody declared. */
  droppedRed?: string[]
}

/** An event with what was changed, or the reason why there is none. */
export type Normalized = { event: Event; notes: Notes } | { problem: Problem }

const undeclared: ReadonlySet<string> = new Set()

/** Makes an `Event` of what arrived, or says why it cannot be one. Never throws. */
export function normalizeEvent(incoming: IncomingEvent, options: NormalizeOptions): Normalized {
  const id = (incoming.messageId || options.fallbackId || '').toWellFormed()
  if (id === '' || id.length > limits.event.messageId) {
    return refuse(
      'message_id_invalid',
      'messageId',
      'Give each event an id of 1 to 100 characters.'
    )
  }
  const time = eventTime(
    { ...incoming, sentAt: options.sentAt ?? incoming.sentAt },
    options.receivedAt
  )
  if (time === undefined) {
    return refuse('time_invalid', 'timestamp', 'Write times as ISO 8601: 2026-11-21T10:00:00Z.')
  }
  const content = cleanContent(incoming, options.declared ?? undeclared)
  if ('problem' in content) return content
  const named = nameEvent(incoming, content.properties)
  if ('problem' in named) return named

  const event: Event = {
    id,
    type: incoming.type,
    name: named.name,
    at: time.at,
    properties: named.properties,
    traits: content.traits,
    ids: externalIds(incoming),
    origin: options.origin,
  }
  if (incoming.seq !== undefined) event.seq = incoming.seq
  const consent = consentOf(incoming.context) ?? options.consent
  if (consent !== undefined) event.consent = consent
  const context = keptContext(incoming.context)
  if (context !== undefined) event.context = context
  return { event, notes: notesOf(time.isSuspect, content.dropped) }
}

/** Whether a page's event is too old to be told from a copy. A back end may import any past. */
export function isStale(event: Event, receivedAt: number): boolean {
  return event.origin === 'page' && receivedAt - event.at > staleAfterMs
}

type Named = { name: string; properties: JsonObject }

/** The canonical name of a `track` call, with properties under canonical names; else the type. */
function nameEvent(
  { type, event }: IncomingEvent,
  properties: JsonObject
): Named | { problem: Problem } {
  if (type !== 'track') return { name: type, properties }
  const name = event?.trim().toWellFormed() ?? ''
  if (name === '' || name.length > limits.event.name || !isSafeKey(name)) {
    return refuse('event_name_invalid', 'event', 'Name a track event with 1 to 255 characters.')
  }
  return fromGa4(name, properties) ?? { name: canonicalName(name), properties }
}

/** The properties, with what calls other than `track` say beside them. */
function propertiesOf(incoming: IncomingEvent): JsonObject {
  const { type, name, category, properties = {} } = incoming
  if (type === 'track') return properties
  if (type === 'page' || type === 'screen') {
    return { ...(name && { name }), ...(category && { category }), ...properties }
  }
  if (type === 'group') return only('group_id', incoming.groupId)
  // An alias is kept for the record; it joins nobody, as in Segment's Unify.
  return type === 'alias' ? only('previous_id', incoming.previousId) : {}
}

interface Content {
  properties: JsonObject
  traits: JsonObject
  dropped: Dropped[]
}

function cleanContent(
  incoming: IncomingEvent,
  declared: ReadonlySet<string>
): Content | { problem: Problem } {
  const properties = cleanObject(propertiesOf(incoming), 'properties', {
    maxKeys: limits.event.properties,
    declared,
  })
  if ('refusal' in properties) return { problem: properties.refusal }
  const traits = cleanObject(traitsOf(incoming), 'traits', {
    maxKeys: limits.event.traits,
    maxValueBytes: limits.event.valueBytes,
    declared,
  })
  if ('refusal' in traits) return { problem: traits.refusal }
  if (jsonBytes(properties.value) + jsonBytes(traits.value) > limits.event.bytes) {
    return refuse('too_large', '', `Keep an event within ${limits.event.bytes} bytes.`)
  }
  return {
    properties: properties.value,
    traits: traits.value,
    dropped: [properties.dropped, traits.dropped],
  }
}

/** RudderStack sends the traits of identify in the context. */
function traitsOf({ type, traits, context }: IncomingEvent): JsonObject {
  if (type !== 'identify' && type !== 'group') return {}
  const inContext = type === 'identify' ? context?.traits : undefined
  if (typeof inContext !== 'object' || inContext === null || Array.isArray(inContext)) {
    return traits ?? {}
  }
  return { ...inContext, ...traits }
}

function notesOf(isSuspect: boolean, dropped: Dropped[]): Notes {
  const notes: Notes = {}
  if (isSuspect) notes.clockSuspect = true
  const keys = dropped.reduce((sum, each) => sum + each.keys, 0)
  if (keys > 0) notes.droppedKeys = keys
  const red = dropped.flatMap((each) => each.red)
  if (red.length > 0) notes.droppedRed = red
  return notes
}

function only(key: string, value: string | undefined): JsonObject {
  return value === undefined ? {} : { [key]: value }
}

function refuse(code: string, path: string, message: string): { problem: Problem } {
  return { problem: { code, path, message } }
}
