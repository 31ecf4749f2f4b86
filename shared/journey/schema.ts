import { z } from 'zod'
import { entrySchema, reentrySchema } from './entry.ts'
import {
  conditionSchema,
  durationSchema,
  eventMatchSchema,
  nameSchema,
  pathSchema,
  quietSchema,
} from './parts.ts'
import { stepSchema } from './steps.ts'

/**
 * A journey: a trigger with timers. What lets a person in, the steps they go through, and what takes
 * them out again.
 */
export const journeySchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  /** Off: nobody comes in, and whoever is in leaves. */
  enabled: z.boolean().optional(),
  entry: entrySchema,
  /** Audience, checked when a run starts. */
  when: conditionSchema.optional(),
  /**
   * What a run is about: a path into the entry event (`properties.cart_id`). Runs of different keys
   * live beside each other; a path through a list (`properties.products.product_id`) gives a run per
   * element.
   */
  key: pathSchema.optional(),
  reentry: reentrySchema.optional(),
  /** Checked before every step; an event ends the run as it comes. */
  exit: z
    .array(z.union([eventMatchSchema, z.strictObject({ when: conditionSchema })]))
    .max(20)
    .optional(),
  /** Success: this event ends the run, and counts for its last message up to `within` later. */
  goal: z.strictObject({ ...eventMatchSchema.shape, within: durationSchema.optional() }).optional(),
  /** Of runs due in the same moment, higher tiers go first and spend the attention budget. Default 0. */
  tier: z.int().min(-100).max(100).optional(),
  /** Quiet hours of its messages, in place of the channel's. */
  quiet: quietSchema.optional(),
  /** Consent purposes of its messages. Default `marketing`; none for transactional ones. */
  purposes: z.array(nameSchema).max(10).optional(),
  /** Tags of its messages, for caps and suppressions. */
  tags: z.array(nameSchema).max(20).optional(),
  steps: z.array(stepSchema).min(1).max(50),
})

/** A journey. */
export type Journey = z.infer<typeof journeySchema>
