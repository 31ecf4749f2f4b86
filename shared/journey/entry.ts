import { z } from 'zod'
import {
  durationSchema,
  eventMatchSchema,
  nameSchema,
  offsetSchema,
  pathSchema,
  timeSchema,
  weekdaysSchema,
} from './parts.ts'

/** What lets a person into a journey. */
export const entrySchema = z.discriminatedUnion('on', [
  /** Something happened. Events that arrive more than a day late let nobody in. */
  z.strictObject({ on: z.literal('event'), ...eventMatchSchema.omit({ key: true }).shape }),
  /** A segment was entered or left, also when only time has passed. */
  z.strictObject({
    on: z.literal('segment'),
    segment: nameSchema,
    change: z.enum(['entered', 'left']),
    /** How often to look when nothing happens. Default `1d`. */
    every: durationSchema.optional(),
  }),
  /** A date that the profile or one of its items holds. */
  z.strictObject({
    on: z.literal('date'),
    /** Path of the date: `traits.birthday`, `cart.latest.…`, `items.<id>.starts_at`. */
    date: pathSchema,
    offset: offsetSchema.optional(),
    /** Local time of the day; absent: the date's own time, 09:00 when it has none. */
    time: timeSchema.optional(),
    /** Every year again; 29 February falls on 28 February in common years. */
    yearly: z.boolean().optional(),
  }),
  /** The calendar, by the person's own clock. */
  z.strictObject({
    on: z.literal('schedule'),
    every: z.enum(['day', 'week', 'month']),
    time: timeSchema,
    /** For `week`. Default Monday. */
    weekdays: weekdaysSchema.optional(),
    /** For `month`: 1 to 31; short months end earlier. Default 1. */
    day: z.int().min(1).max(31).optional(),
  }),
])

/** What lets a person into a journey. */
export type Entry = z.infer<typeof entrySchema>

/** An entry of one kind. */
export type EntryOn<Kind extends Entry['on']> = Extract<Entry, { on: Kind }>

/** How often one person may come in. */
export const reentrySchema = z.strictObject({
  /**
   * `once`: never again. `single` (default): again once the last run is over. `multiple`: every
   * occurrence is a run of its own. Each counts per key when the journey has one.
   */
  policy: z.enum(['once', 'single', 'multiple']).optional(),
  /** Pause after an entry that came to something. */
  cooldown: durationSchema.optional(),
})
