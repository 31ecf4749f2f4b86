import { z } from 'zod'
import { eventTypes } from '../event/event.ts'
import { readyNames } from './ready/names.ts'

/** A JSONata expression. `$` is the delivery's body, or one of its parts with `each`. */
const expression = z.string().min(1).max(1_024)
const name = z.string().regex(/^[a-zA-Z][\w-]{0,63}$/)
const header = z.string().regex(/^[A-Za-z0-9-]{1,64}$/)
const tolerance = z.string().regex(/^[1-9]\d{0,4}[mhdw]$/)

/** How a delivery proves where it comes from. The secret itself is set through the admin API. */
export const proofSchema = z.discriminatedUnion('by', [
  /** HMAC-SHA256 of the body, or of a time stamp before the body, in a header. */
  z.strictObject({
    by: z.literal('hmac'),
    header,
    encoding: z.enum(['hex', 'base64']),
    /** What stands before the signature: `sha256=`. */
    prefix: z.string().max(32).optional(),
    /** The header with the time that is signed in front of the body, as Zendesk does. */
    timestamp: header.optional(),
  }),
  /** Stripe's `t=…,v1=…`. */
  z.strictObject({ by: z.literal('stripe'), tolerance: tolerance.optional() }),
  /** standardwebhooks.com; providers that use Svix name their headers `svix-…`. */
  z.strictObject({
    by: z.literal('standard-webhooks'),
    prefix: z.enum(['webhook', 'svix']).optional(),
    tolerance: tolerance.optional(),
  }),
  /** The secret itself, as `Authorization: Bearer …`, password of `Basic …`, or in a header of its own. */
  z.strictObject({ by: z.literal('bearer'), header: header.optional() }),
])

/** How a delivery proves where it comes from. */
export type Proof = z.infer<typeof proofSchema>

/** Whom an event is about; at least one of them must come out. */
const personSchema = z.strictObject({
  userId: expression.optional(),
  anonymousId: expression.optional(),
  /** An e-mail address: only its SHA-256 is kept, as the id `email_sha256`. */
  email: expression.optional(),
  /** Other external ids by kind: `{ "stripe_customer": "customer" }`. */
  ids: z.record(name, expression).optional(),
})

/** How one event is made of a delivery. */
export const eventMappingSchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  /** One event for each of these parts. */
  each: expression.optional(),
  /** Only when this is true. */
  when: expression.optional(),
  /** Message id, the same for every redelivery. */
  id: expression,
  /** Default `track`. */
  type: z.enum(eventTypes).optional(),
  /** Name of a `track` call, as it is. */
  event: z.string().min(1).max(255).optional(),
  /** When it happened: ISO 8601, or seconds or milliseconds since 1970. Default: when it arrived. */
  at: expression.optional(),
  person: personSchema,
  properties: z.record(z.string().min(1).max(255), expression).optional(),
  traits: z.record(z.string().min(1).max(255), expression).optional(),
  /** Answers to purposes: `{ "marketing": "false" }`. */
  consent: z.record(name, expression).optional(),
})

/** How one event is made of a delivery. */
export type EventMapping = z.infer<typeof eventMappingSchema>

/** A source of webhooks: how it proves itself, and what its deliveries mean. */
export const sourceSchema = z
  .strictObject({
    description: z.string().max(1_024).optional(),
    /** Off: its deliveries are refused. */
    enabled: z.boolean().optional(),
    /** A ready source to start from; what is said here goes before what it says. */
    like: z.enum(readyNames).optional(),
    proof: proofSchema.optional(),
    events: z.array(eventMappingSchema).min(1).max(50).optional(),
  })
  .refine((source) => source.like !== undefined || (source.proof && source.events), {
    message: 'Name a ready source by `like`, or write `proof` and `events`.',
  })

/** A source of webhooks as its owner declares it. */
export type Source = z.infer<typeof sourceSchema>

/** A source with nothing left open. */
export interface WholeSource {
  proof: Proof
  events: readonly EventMapping[]
}
