import { z } from 'zod'
import { actionSchema } from '../decide/action.ts'
import { offerSchema } from './message.ts'
import {
  conditionSchema,
  durationSchema,
  eventMatchSchema,
  nameSchema,
  offsetSchema,
  pathSchema,
  quietSchema,
  timeSchema,
  weekdaysSchema,
} from './parts.ts'

const step = {
  id: nameSchema,
  description: z.string().max(1_024).optional(),
  /** Step that follows, or `end`. Default: the one written below, at the bottom the end. */
  next: nameSchema.optional(),
}

const matches = z.union([eventMatchSchema, z.array(eventMatchSchema).min(1).max(20)])

/** What a journey does next. Each kind reads as a sentence: "do wait for 1h". */
export const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({ ...step, do: z.literal('wait'), for: durationSchema }),

  /**
   * Waits for a local time (`time`, on one of `weekdays`, `inDays` days from today), or for a date
   * that the profile or the entry event holds, with an offset. The wait follows the person to another
   * time zone, and the date when it is changed.
   */
  z.strictObject({
    ...step,
    do: z.literal('waitUntil'),
    time: timeSchema.optional(),
    weekdays: weekdaysSchema.optional(),
    inDays: z.int().min(0).max(366).optional(),
    date: pathSchema.optional(),
    offset: offsetSchema.optional(),
    /** Step to take when there is no such date, or when it lay in the past already. Default `end`. */
    past: nameSchema.optional(),
  }),

  /** Holds the person until an event comes (`onEvent`) or the time is over (`next`). */
  z.strictObject({
    ...step,
    do: z.literal('hold'),
    until: matches,
    for: durationSchema,
    /** Events that start the time anew. */
    restartOn: matches.optional(),
    onEvent: nameSchema.optional(),
  }),

  /** Takes the first branch whose condition holds now, else `next`. */
  z.strictObject({
    ...step,
    do: z.literal('branch'),
    branches: z
      .array(z.strictObject({ when: conditionSchema, to: nameSchema }))
      .min(1)
      .max(20),
  }),

  /** Sends people different ways by weight; one person always goes the same way. */
  z.strictObject({
    ...step,
    do: z.literal('split'),
    arms: z
      .array(z.strictObject({ name: nameSchema, share: z.number().min(0), to: nameSchema }))
      .min(2)
      .max(20),
    seed: z.string().max(255).optional(),
  }),

  /**
   * Sends a message, in the first of its channels that reaches the person. It is an action like any
   * other: audience, consent, suppressions, care mode, caps, holdout and variants decide.
   */
  z.strictObject({
    ...step,
    do: z.literal('send'),
    /** What is said, by channel, the preferred channel first. */
    messages: z
      .record(nameSchema, offerSchema)
      .refine((messages) => Object.keys(messages).length > 0, 'A send step needs a message.'),
    /** `listed` (default): the order above. `used`: the channel this person answered last goes first. */
    prefer: z.enum(['listed', 'used']).optional(),
    quiet: z.union([quietSchema, z.literal(false)]).optional(),
    /** A message that must wait (quiet hours, caps) for longer than this is dropped. Default `2d`. */
    patience: durationSchema.optional(),
    /** What becomes of a message that is capped: `drop` (default) or `hold` and try again. */
    capped: z.enum(['drop', 'hold']).optional(),
    ...actionSchema.pick({
      intent: true,
      tags: true,
      caps: true,
      cooldown: true,
      purposes: true,
      transactional: true,
      item: true,
      when: true,
      experiment: true,
      goal: true,
    }).shape,
  }),

  /** Makes an on-site action wait for the person's next page: its audience asks `journey.queued.<action>`. */
  z.strictObject({
    ...step,
    do: z.literal('queue'),
    action: nameSchema,
    /** It waits at most this long. Default `7d`. */
    for: durationSchema.optional(),
  }),

  /** Gives the profile a trait: a value, or what stands at a path. */
  z.strictObject({
    ...step,
    do: z.literal('set'),
    trait: nameSchema,
    value: z.json().optional(),
    from: pathSchema.optional(),
  }),
])

/** What a journey does next. */
export type Step = z.infer<typeof stepSchema>

/** A step of one kind. */
export type StepOf<Kind extends Step['do']> = Extract<Step, { do: Kind }>

/** Where a step may lead: ids of steps, or `end`. Total over the kinds, so that checks miss no arrow. */
export function targetsOf(step: Step, following: string): { label: string; to: string }[] {
  const next = { label: '', to: step.next ?? following }
  switch (step.do) {
    case 'hold':
      return [
        { label: 'event', to: step.onEvent ?? following },
        { label: 'time over', to: next.to },
      ]
    case 'waitUntil':
      return step.date === undefined ? [next] : [next, { label: 'past', to: step.past ?? 'end' }]
    case 'branch':
      return [
        ...step.branches.map(({ to }, index) => ({ label: `branch ${index + 1}`, to })),
        { label: 'else', to: next.to },
      ]
    case 'split':
      return step.arms.map(({ name, to }) => ({ label: name, to }))
    default:
      return [next]
  }
}
