import type { Event } from '../event/event.ts'
import type { Json, JsonObject } from '../event/json.ts'

/** A value that the latest event wins: by event time, then by event id, so that order of arrival is nothing. */
export interface Given {
  value: Json
  at: number
  /** Id of the event that gave it: breaks ties, and says where the value comes from. */
  by: string
}

/** How often an event name was seen, first and last (ms since the epoch, by event time). */
export interface Seen {
  count: number
  first: number
  last: number
}

/** One item (product, article, song …) in this person's life: the latest time of each deed. */
export interface ItemState {
  viewed?: number
  added?: number
  removed?: number
  bought?: number
  /** Properties of the latest event that named it: name, category, price, url, image_url … */
  properties: JsonObject
  /** When `properties` were given; 0 when there are none. */
  at: number
}

/** Visits, so that an event which comes late can still join two of them or lie between them. */
export interface Visits {
  /** Stretches without a silence of 30 minutes, by column, oldest first: those that can still change. */
  start: number[]
  end: number[]
  /** Times of page views of the last visit, as many as matter. */
  pages: number[]
  /** Sessions that cannot change any more, and how long they were together. */
  done: number
  doneMs: number
}

/** Signs that a person is troubled, from which care mode is worked out. */
export interface Trouble {
  /** Newest times by reason, oldest first. */
  signs: Record<string, number[]>
  /** Newest time that a matter (ticket, complaint) was opened, closed, or spoke of anger, by its id. */
  opened: Record<string, number>
  closed: Record<string, number>
  angry: Record<string, number>
}

/** One outcome of a decision: the entry of the attention ledger. */
export interface LedgerEntry {
  at: number
  outcome: 'decided' | 'rendered' | 'viewed' | 'clicked' | 'dismissed' | 'converted'
  decision: string
  action: string
  variant?: string
  slot: string
  channel: string
  session?: string
}

/** What was told of orders, so that each counts once. Keys are hashes: see `order-key.ts`. */
export interface Orders {
  /** The newest, each as its earliest telling has it. Computed traits count them in when read. */
  open: Record<string, Event>
  /** Older ones: key -> when. They are in the states of computed traits. */
  closed: Record<string, number>
}

/** A visit: 30 minutes of silence or 24 hours end it. */
export interface Session {
  id: string
  startedAt: number
  lastAt: number
  number: number
  pages: number
}

/**
 * One person on one site: everything that a decision may know. Plain JSON, folded from events by a
 * function that gives the same profile for every order of arrival.
 */
export interface Profile {
  id: string
  /** What experiments hash: survives login and merge. */
  stableId: string
  createdAt: number
  /** External ids by kind, oldest first. */
  ids: Record<string, string[]>
  /** Given traits. */
  traits: Record<string, Given>
  /** Event names seen. */
  events: Record<string, Seen>
  /** State of each computed trait, by name; its shape belongs to the trait's kind. */
  computed: Record<string, ComputedState>
  items: Record<string, ItemState>
  session?: Session
  /** Newest entries of the attention ledger, oldest first, bounded. */
  ledger: LedgerEntry[]
  /** Totals per action that outlive the bounded ledger: outcome -> count and last time. */
  totals: Record<string, Partial<Record<LedgerEntry['outcome'], { count: number; last: number }>>>
  consent: Record<string, Given>
  /** Care mode: why, since when, until when. */
  care?: { reason: string; since: number; until: number }
  /** Newest configuration version this person has been decided with. */
  config: number
  /** When each external id was first named, in the order of `ids`. */
  idsAt?: Record<string, number[]>
  visits?: Visits
  trouble?: Trouble
  orders?: Orders
  /** Last known zone and language, for channels that have no page to ask. */
  home?: { timezone?: Given; locale?: Given }
  /** Hash of the trait declarations that `computed` was folded with. */
  declared?: string
}

/** State of one computed trait. */
export interface ComputedState {
  /** Hash of the declaration that folded it: another declaration means fold again. */
  declaration: string
  data: Json
}
