import { z } from 'zod'

/** A segment: a named condition over profile and context. */
export const segmentSchema = z.strictObject({
  when: z.record(z.string(), z.json()),
  /** Told to the page (`profile.segments`); secret otherwise. */
  public: z.boolean().optional(),
  description: z.string().max(1_024).optional(),
})
