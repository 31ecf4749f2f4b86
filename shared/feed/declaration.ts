import { z } from 'zod'

const name = z.string().max(255)

/** What a receiver outside wants to hear of people: which segments, which traits, through which webhook. */
export const feedSchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  /** A webhook channel: its address, its signing secret. */
  channel: name,
  /** Entering and leaving these. */
  segments: z.array(name).max(50).optional(),
  /** A change of the value of these. */
  traits: z.array(name).max(50).optional(),
  /** Consent purposes that must be granted, all of them; else nothing of the person is told. */
  purposes: z.array(name).max(20).optional(),
  /** How often to look when nothing happens: time alone moves people, too. From 1h; default 1d. */
  every: z
    .string()
    .regex(/^[1-9]\d{0,4}[hdw]$/)
    .optional(),
})

/** What a receiver outside wants to hear of people. */
export type Feed = z.infer<typeof feedSchema>
