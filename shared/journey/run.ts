import type { Decision, Receipt } from '../decide/decision.ts'
import type { Event } from '../event/event.ts'
import type { Json, JsonObject } from '../event/json.ts'
import type { Message } from './message.ts'

/** One way of one person through a journey. Plain JSON; it is stored with the profile. */
export interface Run {
  journey: string
  /** What the run is about: a cart, an order. */
  key?: string
  /** Which occurrence of the entry: the event's id, a year, a date. */
  occurrence: string
  /** Profile that the run began under. Ids of messages keep it through a merge of profiles. */
  owner: string
  /** The entry: when, which event, and what the journey speaks of it; nothing else is kept. */
  entry: { at: number; id: string; facts: JsonObject }
  /** The step at which the run stands. */
  step: string
  /** When it got there, by the run's own reckoning: late alarms do not move it. */
  since: number
  /** When to look at it again. */
  due: number
  /** The audience held, and the run counts as entered. */
  admitted?: true
  /** A wait was over or something was done: from here on nothing of the past is told differently. */
  moved?: true
  /** Newest event that started the hold anew. */
  restarted?: number
  /** A message that was not allowed to leave is tried again then. */
  retry?: number
  /** How often each step with an effect was done: part of the effect's id. */
  done: Record<string, number>
  /** The decision that its last message was: a goal counts for it. */
  decision?: string
}

/** What an event means to a journey. */
export interface Mark {
  journey: string
  role: 'entry' | 'exit' | 'goal' | 'until' | 'restart'
  /** Id of the hold, for `until` and `restart`. */
  step?: string
  /** The key that the event names. Absent: it names none, and concerns runs without one. */
  key?: string
  /** The event counts for every key. */
  every?: true
  /** The event's id and time. */
  id: string
  at: number
  /** Of an entry: what the journey speaks of it. */
  facts?: JsonObject
}

/** What is kept of runs that are over and came to something. */
export interface Past {
  /** Newest entry. */
  at: number
  /** End of the newest run: what is older than it belongs to it. */
  ended: number
}

/** An on-site action that waits for the person's next page. */
export interface Queued {
  action: string
  journey: string
  key?: string
  /** Id of the effect that queued it. */
  id: string
  at: number
  until: number
}

/** A run that is over but whose goal may still be reached. */
export interface Hopeful {
  journey: string
  key?: string
  occurrence: string
  since: number
  until: number
  /** The decision that its last message was. */
  decision: string
}

/** What the calendar has done and will do next for a journey. */
export interface CalendarState {
  /** Occurrences before this moment are nobody's. */
  since: number
  /** Newest occurrences that have been entered. */
  done: string[]
}

/** Membership of a segment that some journey watches. */
export interface Membership {
  inside: boolean
  /** How often it changed; names the occurrence. */
  changes: number
  checkedAt: number
}

/** Everything that journeys remember of one person. */
export interface JourneyState {
  runs: Run[]
  /** Newest marks by event time, so that late events can be told in their order. */
  recent: Mark[]
  /** By journey and key. */
  past: Record<string, Past>
  calendar: Record<string, CalendarState>
  segments: Record<string, Membership>
  queued: Queued[]
  hopeful: Hopeful[]
  /** What the last open page said of privacy: an alarm has none to ask. Where it was is the profile's home. */
  place: { gpc: boolean; at: number }
}

/** A message that leaves, exactly once per id. */
export interface Outgoing {
  id: string
  journey: string
  step: string
  occurrence: string
  key?: string
  channel: string
  /** Address in the channel, when it needs one. */
  to?: string
  message: Message
  transactional: boolean
  at: number
  /** The change feed that tells this, instead of a journey. */
  feed?: string
  /** The decision that it is; clicks on its links name it. */
  decision?: MessageDecision
}

/** What an answer to a message must name. */
export type MessageDecision = Pick<Decision, 'id' | 'action' | 'slot' | 'variant'>

/** What a pass over the journeys asks the outside world to do. */
export type Effect =
  | { type: 'send'; message: Outgoing; decision: Decision; receipt: Receipt }
  | { type: 'queue'; queued: Queued }
  | { type: 'withdraw'; queued: Queued }
  /** To be stored like any other event; the profile of the result includes it already. */
  | { type: 'event'; event: Event }
  | { type: 'goal'; journey: string; occurrence: string; at: number; event: string }

/** Why a run is over. */
export type EndReason =
  | 'finished'
  | 'exit'
  | 'goal'
  | 'not_in_audience'
  | 'displaced'
  | 'removed'
  | 'endless'

/** One line of what happened, for the time line, the console and tests. */
export interface Trace {
  at: number
  journey: string
  key?: string
  occurrence: string
  step?: string
  what:
    | 'entered'
    | 'kept_out'
    | 'waits'
    | 'sent'
    | 'not_sent'
    | 'held'
    | 'queued'
    | 'set'
    | 'goal'
    | 'ended'
  /** Channel, reason, or value. */
  detail?: string
  /** Until when it waits. */
  until?: number
  value?: Json
}

/** A person whom no journey has met. */
export function emptyJourneyState(): JourneyState {
  return {
    runs: [],
    recent: [],
    past: {},
    calendar: {},
    segments: {},
    queued: [],
    hopeful: [],
    place: { gpc: false, at: 0 },
  }
}
