import { z } from 'zod'
import { contentSchema } from '../content/content.ts'
import { windowSchema } from '../profile/trait.ts'

const condition = z.record(z.string(), z.json())
const name = z.string().regex(/^[a-zA-Z][\w-]{0,63}$/)
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/** Limits how often something may happen to one person: "at most 3 rendered per day". */
export const capSchema = z.strictObject({
  max: z.int().min(1).max(10_000),
  per: z.union([z.literal('session'), windowSchema]),
  /** Which outcome counts; `rendered` includes decisions still on their way to a page. */
  of: z.enum(['rendered', 'viewed', 'clicked', 'dismissed', 'converted']).optional(),
})

/** Cap of an action, tag, slot, channel, or of everything. */
export type Cap = z.infer<typeof capSchema>

const path = z.string().max(255)
const numberOrPath = z.union([z.number(), path])

/**
 * What a success is worth: a number, the path of a fact that holds one (`traits.orderValue`;
 * `item.margin` is what the catalogue says of the action's own item), or such a fact times and plus
 * numbers or other facts, within bounds.
 */
export const valueSchema = z.union([
  z.number(),
  path,
  z.strictObject({
    of: path,
    times: numberOrPath.optional(),
    plus: numberOrPath.optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
  }),
])

/** A variant of an action's content. Shares are weights, compared with each other. */
export const variantSchema = z.strictObject({
  share: z.number().min(0).optional(),
  content: contentSchema,
  /** Content by locale (`fr`, `pt-BR`); the nearest wins, `content` is the fallback. */
  locales: z.record(z.string().max(35), contentSchema).optional(),
})

/** A variant of an action's content. */
export type Variant = z.infer<typeof variantSchema>

/** A candidate for "next best action": who it is for, when, how often, what it is worth, its content. */
export const actionSchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  slots: z.array(name).min(1).max(50),
  /** Off: kept, never decided. */
  enabled: z.boolean().optional(),
  /** Audience. Absent: everybody. */
  when: condition.optional(),
  schedule: z
    .strictObject({
      /** ISO 8601 instants, `from` included, `until` not. */
      from: z.iso.datetime({ offset: true }).optional(),
      until: z.iso.datetime({ offset: true }).optional(),
    })
    .optional(),
  /** Times of the visitor's own clock; one must hold. A part over midnight belongs to the day it starts. */
  dayparts: z
    .array(
      z.strictObject({
        /** ISO weekdays, 1 = Monday; absent: every day. */
        days: z.array(z.int().min(1).max(7)).min(1).optional(),
        from: clock,
        until: clock,
      })
    )
    .max(50)
    .optional(),
  /** Higher tiers always come first. Default 0. */
  tier: z.int().min(-100).max(100).optional(),
  /** What a success is worth. Default 1. */
  value: valueSchema.optional(),
  /** Prior probability of success, 0 to 1. Default 0.01. */
  probability: z.number().min(0).max(1).optional(),
  /** Success: this event, within this time of the decision being rendered. */
  goal: z
    .strictObject({ event: z.string(), within: windowSchema, where: condition.optional() })
    .optional(),
  tags: z.array(name).max(20).optional(),
  caps: z.array(capSchema).max(10).optional(),
  /** Pause after an outcome: `{ "dismissed": "30d", "converted": "lifetime" }`. */
  cooldown: z
    .partialRecord(
      z.enum(['rendered', 'viewed', 'clicked', 'dismissed', 'converted']),
      windowSchema
    )
    .optional(),
  /** Consent purposes that must be granted. Default: `personalization`. */
  purposes: z.array(name).max(10).optional(),
  /** `sell` is silent in care mode, `help` comes first; default `sell`. */
  intent: z.enum(['sell', 'help', 'inform']).optional(),
  /** Receipts, password mails: exempt from caps, holdout and quiet hours. */
  transactional: z.boolean().optional(),
  /** The item this action promotes: an item id, or the path of a fact that holds one. */
  item: z.string().max(255).optional(),
  /** Pool of single-use codes: the content shows this person's own as `{{ offer.code }}`. */
  offer: name.optional(),
  /** `false`: never shown only because it is new to this person (a slot's `novelty`). */
  novelty: z.boolean().optional(),
  /** Exclusive group: at most one action of a group on a page. */
  group: name.optional(),
  /** Experiment that this action belongs to. */
  experiment: name.optional(),
  /** Arms of the experiment that may get this action. Absent: everyone who takes part. */
  arms: z.array(name).min(1).max(20).optional(),
  variants: z
    .record(name, variantSchema)
    .refine((v) => Object.keys(v).length > 0, 'An action needs a variant.'),
})

/** A candidate for "next best action". */
export type Action = z.infer<typeof actionSchema>

/** A suppression: while `when` holds, actions with one of the tags or ids (or all selling ones) stay silent. */
export const suppressionSchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  when: condition,
  /** Action ids. */
  actions: z.array(name).max(500).optional(),
  tags: z.array(name).max(50).optional(),
})

/** A suppression rule. */
export type Suppression = z.infer<typeof suppressionSchema>

/**
 * A fair comparison: who takes part, and which share of them. Without `arms` each of its actions
 * splits its own variants. With `arms` a person has one arm for all its actions, which makes it a
 * comparison of actions or of whole programmes; a variant named like the arm goes to that arm.
 */
export const experimentSchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  status: z.enum(['running', 'stopped']).optional(),
  /** Hash seed; the experiment's own name by default. */
  seed: z.string().max(255).optional(),
  arms: z.record(name, z.strictObject({ share: z.number().min(0).optional() })).optional(),
  /** GrowthBook's hash version: 1 or 2. Default 2. */
  hashVersion: z.union([z.literal(1), z.literal(2)]).optional(),
  /** Share of people who take part, 0 to 1; may grow without moving anyone. */
  coverage: z.number().min(0).max(1).optional(),
  /** Part of a namespace, so that two experiments never share a person. */
  namespace: z
    .strictObject({ name, from: z.number().min(0).max(1), until: z.number().min(0).max(1) })
    .optional(),
  when: condition.optional(),
})

/** A fair comparison. */
export type Experiment = z.infer<typeof experimentSchema>

/** A place that can be filled. */
export const slotSchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  /** `page` (default), `email`, `desk`, `till`, `app`, `push`. */
  channel: name.optional(),
  /** CSS selector, for pages without the attribute; used with `querySelector` only. */
  selector: z.string().max(512).optional(),
  placement: z.enum(['replace', 'prepend', 'append', 'before', 'after']).optional(),
  /** Condition on `page.…`: on which pages the slot exists. */
  page: condition.optional(),
  /** How many actions at once. Default 1. */
  top: z.int().min(1).max(30).optional(),
  /** Decided ahead, for the next page to show before any network answer. */
  instant: z.boolean().optional(),
  caps: z.array(capSchema).max(10).optional(),
  /** Share of decisions that try, by lot, what this person has seen least: "try something new". */
  novelty: z.number().min(0).max(1).optional(),
  /** An action, or a category of items, shown so often in a row lets others of its tier go first. */
  variety: z
    .strictObject({ of: z.enum(['action', 'category']), inARow: z.int().min(1).max(20) })
    .optional(),
  /** What the page shows by itself; words for the console, the page's HTML is the truth. */
  default: z.string().max(1_024).optional(),
})

/** A place that can be filled. */
export type Slot = z.infer<typeof slotSchema>
