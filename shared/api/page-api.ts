import { z } from 'zod'
import type { Content, placements } from '../content/content.ts'
import { eventTypes } from '../event/event.ts'

/**
 * The page's two requests: `POST /v1/events` and `POST /v1/decisions`.
 * The body is strict JSON under any content type, so that a page needs no CORS preflight.
 */

const jsonObject = z.record(z.string(), z.json())
const id = z.string().min(1).max(255)

/** One event as the page sends it. */
export const pageEventSchema = z.strictObject({
  messageId: z.string().min(1).max(100),
  type: z.enum(eventTypes),
  /** Name of a `track` call. */
  event: z.string().min(1).max(255).optional(),
  /** Name of a page or screen. */
  name: z.string().max(255).optional(),
  userId: id.optional(),
  previousId: id.optional(),
  groupId: id.optional(),
  properties: jsonObject.optional(),
  traits: jsonObject.optional(),
  /** Milliseconds between the event and this request, by the page's monotonic clock where it can. */
  age: z.number().min(0),
  /** Position in the device's stream. */
  seq: z.int().min(0),
})

/** One event as the page sends it. */
export type PageEvent = z.infer<typeof pageEventSchema>

/** What is true of this moment on this device. Everything is optional; nothing here is stored raw. */
export const pageContextSchema = z.strictObject({
  page: z
    .strictObject({
      url: z.string().max(2_048).optional(),
      path: z.string().max(2_048).optional(),
      title: z.string().max(1_024).optional(),
      search: z.string().max(2_048).optional(),
      referrer: z.string().max(2_048).optional(),
      /** The owner's own words about the page, from `data-attune-page-*` attributes. */
      properties: jsonObject.optional(),
    })
    .optional(),
  campaign: z.record(z.string().max(64), z.string().max(255)).optional(),
  /** Name of the IANA zone, or an offset from UTC (`+0100`) while the page has not learnt it yet. */
  timezone: z.string().max(64).optional(),
  locale: z.string().max(35).optional(),
  /** `mobile`, `tablet` or `desktop`, by viewport and pointer. */
  device: z.string().max(32).optional(),
  viewport: z.strictObject({ width: z.int().min(0), height: z.int().min(0) }).optional(),
  /** Effective connection type, `slow-2g` to `4g`. */
  connection: z.string().max(16).optional(),
  session: z
    .strictObject({ id: z.string().max(64), number: z.int().min(1), pages: z.int().min(0) })
    .optional(),
  /** Purpose to answer: `{ personalization: true, marketing: false }`. */
  consent: z.record(z.string().max(64), z.boolean()).optional(),
  /** Global Privacy Control as the page sees it; the `Sec-GPC` header counts too. */
  gpc: z.boolean().optional(),
  /** `navigator.webdriver`. */
  automated: z.boolean().optional(),
})

/** What is true of this moment on this device. */
export type PageContext = z.infer<typeof pageContextSchema>

const asking = {
  key: z.string().min(1).max(255),
  /** The device's own id (128 random bits, base64url). Absent before consent: then nothing is stored. */
  visitor: z.string().min(16).max(64).optional(),
  /** Identity token: a JWT signed by the site's back end. */
  token: z.string().max(4_096).optional(),
  context: pageContextSchema.optional(),
  /** Slots that the page can fill. */
  slots: z.array(z.string().min(1).max(64)).max(50).optional(),
  /** Newest configuration version that this device has seen. */
  seen: z.int().min(0).optional(),
}

/** Body of `POST /v1/events`. Events are parsed one by one, so that a bad one cannot block others. */
export const eventsRequestSchema = z.strictObject({
  ...asking,
  /** The outbox the events come from: 128 random bits. With `seq` it gives order and shows gaps. */
  stream: z.string().min(1).max(64),
  /** ISO 8601 time of sending by the device's clock; for diagnosis only, never used as a time. */
  sentAt: z.string().max(64),
  events: z.array(z.unknown()).max(50),
  /** Events that the device had to drop since its last batch. */
  dropped: z.int().min(0).optional(),
})

/** Body of `POST /v1/events`, with events typed as the page's own code makes them. */
export type EventsRequest = Omit<z.infer<typeof eventsRequestSchema>, 'events'> & {
  events: PageEvent[]
}

/** Body of `POST /v1/decisions` from a page: decide, record nothing. */
export const decisionsRequestSchema = z.strictObject(asking)

/** Body of `POST /v1/decisions` from a page. */
export type DecisionsRequest = z.infer<typeof decisionsRequestSchema>

/** What became of an event. `rejected` carries the code of its problem. */
export const verdicts = ['ok', 'dup', 'stale', 'conflict', 'rejected'] as const

/** What became of an event. */
export type Verdict = (typeof verdicts)[number]

/** The action chosen for a slot, as it travels to the page. */
export interface PageDecision {
  slot: string
  /** Decision id: outcomes and the receipt refer to it. */
  id: string
  action: string
  variant?: string
  content: Content
  /** Where to put it when the slot is named by a selector in the configuration. */
  selector?: string
  placement?: (typeof placements)[number]
  /** Valid until then, ms since the epoch by the edge's clock; compare with `now` of the answer. */
  until?: number
}

/** Answer of `POST /v1/events` and `POST /v1/decisions`. */
export interface PageAnswer {
  /** One entry per event: message id, verdict, and the problem's code when rejected. */
  verdicts?: [id: string, verdict: Verdict, code?: string][]
  visitor?: string
  /** Configuration version that decided. */
  config: number
  /** The edge's clock, ms since the epoch. */
  now: number
  decisions: PageDecision[]
  /** Decisions for the owner's instant slots, to be rendered from storage on the next page. */
  instant?: PageDecision[]
  profile: { segments: string[] }
  /** The page should open a socket, and hear at once what changes elsewhere: see `live-api.ts`. */
  live?: true
  /** True when the profile could not be reached: decisions are defaults, events were not taken. */
  degraded?: true
}

export { type Outcome, outcomeEvents } from './outcomes.ts'
