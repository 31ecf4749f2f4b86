import { z } from 'zod'

/** Length of a window: `30m`, `12h`, `7d`, `4w`, or `lifetime`. */
export const windowSchema = z.string().regex(/^([1-9]\d{0,4}[mhdw]|lifetime)$/)

/** How a trait may be used: `red` is refused unless declared, `yellow` may choose but never be shown. */
export const sensitivities = ['normal', 'yellow', 'red'] as const

/**
 * A computed trait: a fact folded from events. Each kind reads as a sentence, "count of Product
 * Viewed within 7 days, by properties.category".
 */
export const traitSchema = z.strictObject({
  compute: z.enum([
    'count', // how many events
    'sum', // sum of `of`
    'average',
    'minimum',
    'maximum',
    'first', // value of `of` at the first event
    'last', // value of `of` at the last event
    'distinct', // how many different values of `of`
    'favourite', // the value of `of` with the highest decayed weight
    'recency', // ms since the last event
    'streak', // consecutive days (the person's own) with at least one event, up to today
    'trend', // count in this window over count in the one before: 1 is steady, below falling
    'hours', // the person's usual daypart: the local hour 0-23 with most events
    'weekdays', // the local ISO weekday 1-7 with most events
    'score', // weighted sum of counts: `weights` by event name
    'rfm', // recency, frequency and monetary score 3..15 of an order event with `of` as amount
  ]),
  /** Event name or names that count; absent: every event. */
  event: z.union([z.string(), z.array(z.string()).min(1).max(50)]).optional(),
  /** Condition on the event alone: paths `properties.…`, `name`, `type`. */
  where: z.record(z.string(), z.json()).optional(),
  /** Dotted path into the event (`properties.category`) whose value is folded. */
  of: z.string().max(255).optional(),
  /** Dotted path by whose value the trait is kept apart: the trait becomes an object value -> number. */
  by: z.string().max(255).optional(),
  window: windowSchema.optional(),
  /** Half-life of a favourite's weight or a score's points. */
  halfLife: windowSchema.optional(),
  /** Weights by event name for `score`. */
  weights: z.record(z.string(), z.number()).optional(),
  /** Favourite: at least this weight, else no favourite (1 fresh event weighs 1). */
  atLeast: z.number().min(0).optional(),
  /**
   * rfm: four limits each, every one passed is a point more. Durations since the last order (longest
   * first), numbers of orders and amounts (smallest first).
   */
  steps: z
    .strictObject({
      recency: z.array(windowSchema).length(4).optional(),
      frequency: z.array(z.number()).length(4).optional(),
      monetary: z.array(z.number()).length(4).optional(),
    })
    .optional(),
  /** Consent purpose under which the trait may be folded and used. */
  purpose: z.string().max(64).optional(),
  sensitivity: z.enum(sensitivities).optional(),
  /** Refold at most this often; absent: on every event. */
  refresh: windowSchema.optional(),
  description: z.string().max(1_024).optional(),
})

/** A computed trait's declaration. */
export type TraitDeclaration = z.infer<typeof traitSchema>

/** What the owner says about a given trait: nothing is needed for one to be kept. */
export const givenTraitSchema = z.strictObject({
  /** Overrides what the name suggests: `normal` may be shown, `red` is let in and may choose. */
  sensitivity: z.enum(sensitivities).optional(),
  /** Consent purpose under which it may be used. */
  purpose: z.string().max(64).optional(),
  description: z.string().max(1_024).optional(),
})

/** A given trait's declaration. */
export type GivenTraitDeclaration = z.infer<typeof givenTraitSchema>
