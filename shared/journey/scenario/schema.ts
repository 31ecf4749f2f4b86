import { z } from 'zod'
import { nameSchema } from '../parts.ts'

const jsonObject = z.record(z.string(), z.json())

/**
 * When: `2027-03-01 10:00` by the person's own clock, `10:00` for the next time it says so, or `+45m`,
 * `+1d2h` after the line above.
 */
const when = z
  .string()
  .regex(
    /^(\d{4}-\d\d-\d\d )?([01]\d|2[0-3]):[0-5]\d$|^\+(?=\d)(\d+w)?(\d+d)?(\d+h)?(\d+m)?$/,
    'Write 2027-03-01 10:00, 10:00, or +45m.'
  )

/** `journey/step`. */
const messageName = z.string().regex(/^[a-zA-Z][\w-]{0,63}\/[a-zA-Z][\w-]{0,63}$/)

const texts = z.union([z.string(), z.array(z.string()).min(1)])

const line = { at: when, note: z.string().max(1_024).optional() }

/** One line of a story: what the person does, or what happens to them. */
export const lineSchema = z.union([
  /** An event, from the page unless another channel is named. */
  z.strictObject({
    ...line,
    does: z.string().min(1).max(255),
    with: jsonObject.optional(),
    through: z.enum(['page', 'server']).optional(),
  }),
  /** Traits that become known. */
  z.strictObject({ ...line, tells: jsonObject }),
  /** Consent given or refused. */
  z.strictObject({ ...line, agrees: z.record(nameSchema, z.boolean()) }),
  /** A page view, and what its slots show; `null` is the page's own content. */
  z.strictObject({
    ...line,
    visits: z.string().max(2_048),
    with: jsonObject.optional(),
    sees: z.record(nameSchema, nameSchema.nullable()).optional(),
  }),
  /** Another channel asks what to show or say: a till, a desk, an app. */
  z.strictObject({ ...line, asks: nameSchema, sees: z.record(nameSchema, nameSchema.nullable()) }),
  /** An answer to an action or a message (`journey/step`). */
  z.strictObject({ ...line, clicks: z.union([nameSchema, messageName]) }),
  z.strictObject({ ...line, dismisses: z.union([nameSchema, messageName]) }),
  /** From now on the person's clock is that of another zone. */
  z.strictObject({ ...line, moves: z.string().max(64) }),
  /** A message that arrives now. Every message must stand in the story: none more, none less. */
  z.strictObject({
    ...line,
    gets: messageName,
    by: nameSchema.optional(),
    saying: texts.optional(),
    neverSaying: texts.optional(),
  }),
])

/** One line of a story. */
export type Line = z.infer<typeof lineSchema>

/** A story that the rules must tell exactly so: `*.scenario.json`. */
export const scenarioSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(255),
  /** Whose wish it is, or why it matters. */
  because: z.string().max(1_024).optional(),
  /** Files of a configuration, joined, relative to this file; or the configuration itself. */
  config: z.union([z.string(), z.array(z.string()).min(1), jsonObject]),
  person: z
    .strictObject({
      /** A person as `attune profile … --save` wrote them, relative to this file: the story goes on from there. */
      recorded: z.string().min(1).max(1_024).optional(),
      timezone: z.string().max(64).optional(),
      locale: z.string().max(35).optional(),
      traits: jsonObject.optional(),
      consent: z.record(nameSchema, z.boolean()).optional(),
    })
    .optional(),
  /** When the person is first met. */
  starts: when,
  story: z.array(lineSchema).min(1).max(500),
  /** Until when nothing more may happen. */
  ends: when,
  /** Messages that must never come; said again for the reader, since no other may come anyway. */
  never: z.array(messageName).max(50).optional(),
})

/** A story that the rules must tell exactly so. */
export type Scenario = z.infer<typeof scenarioSchema>
