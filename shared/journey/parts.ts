import { z } from 'zod'

/** Id of a journey, step (`end` for none), channel, segment, action or trait. */
export const nameSchema = z.string().regex(/^[a-zA-Z][\w-]{0,63}$/)

/** Exact stretch of time: `30m`, `12h`, `7d` (seven times 24 hours), `4w`. */
export const durationSchema = z.string().regex(/^[1-9]\d{0,4}[mhdw]$/)

/** Stretch before (`-3d`) or after (`+2h`) a moment. Days and weeks keep the local time of day. */
export const offsetSchema = z.string().regex(/^[+-][1-9]\d{0,4}[mhdw]$/)

/** Local time of day, `09:00`. */
export const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** ISO weekdays, 1 = Monday. */
export const weekdaysSchema = z.array(z.int().min(1).max(7)).min(1).max(7)

/** Dotted path of a fact, `traits.birthday`. */
export const pathSchema = z.string().min(1).max(255)

/** A condition, checked by the condition language's own parser. */
export const conditionSchema = z.record(z.string(), z.json())

/** An event that a journey listens to. */
export const eventMatchSchema = z.strictObject({
  event: z.union([z.string().min(1).max(255), z.array(z.string().min(1).max(255)).min(1).max(20)]),
  /** Condition on the event alone: paths `properties.…`, `name`, `type`. */
  where: conditionSchema.optional(),
  /**
   * Where this event carries the journey's key, when elsewhere than the entry event does. `false`:
   * the event counts whatever its key. An exit that names no key counts for every run, too: a till
   * knows nothing of carts.
   */
  key: z.union([pathSchema, z.literal(false)]).optional(),
})

/** An event that a journey listens to. */
export type EventMatch = z.infer<typeof eventMatchSchema>

/** When messages must not arrive, by the person's own clock. */
export const quietSchema = z.strictObject({
  /** Quiet from here … */
  from: timeSchema.optional(),
  /** … until here; earlier than `from` means the next morning. */
  until: timeSchema.optional(),
  /** Weekdays on which messages may arrive; absent: every day. */
  weekdays: weekdaysSchema.optional(),
  /** `hold` (default): delivered when the quiet ends, if it is still right then. `drop`: not at all. */
  policy: z.enum(['hold', 'drop']).optional(),
})

/** When messages must not arrive. */
export type Quiet = z.infer<typeof quietSchema>
