import { z } from 'zod'
import { blockSchema } from '../content/content.ts'
import { nameSchema, pathSchema, quietSchema } from './parts.ts'

const line = z.string().min(1).max(998)

/** An e-mail: typed blocks become HTML and plain text. */
export const emailSchema = z.strictObject({
  subject: line,
  /** The line that mail programs show beside the subject. */
  preview: line.optional(),
  blocks: z.array(blockSchema).min(1).max(50),
})

/** An e-mail's content. */
export type Email = z.infer<typeof emailSchema>

/** What a webhook receiver gets under `data.message`: for SMS, push, a CRM, a printer of cards. */
export const webhookMessageSchema = z.strictObject({ data: z.record(z.string(), z.json()) })

/** What is said, by kind of channel. String fields may hold Liquid templates. */
export const messageSchema = z.union([emailSchema, webhookMessageSchema])

/** What is said. */
export type Message = z.infer<typeof messageSchema>

/** One wording among several. */
const wordingSchema = z.strictObject({
  share: z.number().min(0).optional(),
  message: messageSchema,
  /** By locale (`fr`, `pt-BR`); the nearest wins, `message` is the fallback. */
  locales: z.record(z.string().max(35), messageSchema).optional(),
})

/** What is said in one channel: one message, or several wordings to compare. */
export const offerSchema = z.union([
  messageSchema,
  z.strictObject({
    variants: z
      .record(nameSchema, wordingSchema)
      .refine((variants) => Object.keys(variants).length > 0, 'A message needs a variant.'),
  }),
])

const channelBase = {
  description: z.string().max(1_024).optional(),
  /** Path of the person's address in this channel; without a value the person is not reached. */
  address: pathSchema.optional(),
  /** Quiet hours of everything in this channel, unless a journey says otherwise. */
  quiet: quietSchema.optional(),
}

/** A way to reach people outside of the page. */
export const channelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('email'),
    ...channelBase,
    /** Sender: `Shop <hello@shop.example>`. */
    from: line,
    replyTo: line.optional(),
    /** Last lines of every e-mail: who writes, postal address. */
    footer: z.string().max(2_048).optional(),
    /** Links lead by way of us, so that clicks come back as events. Default true; what is owed has none. */
    clicks: z.boolean().optional(),
    /** A picture tells of openings. Default false: reading a letter is nobody's business. */
    opens: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('webhook'),
    ...channelBase,
    url: z.string().max(2_048),
    /** Raise it to rotate the signing secret … */
    secretVersion: z.int().min(1).optional(),
    /** … and until then (ISO 8601) sign with the one before, too. */
    previousSecretUntil: z.iso.datetime({ offset: true }).optional(),
  }),
])

/** A way to reach people outside of the page. */
export type Channel = z.infer<typeof channelSchema>

/** Where an address stands when the channel does not say. */
export function addressPath(channel: Channel): string | undefined {
  return channel.address ?? (channel.kind === 'email' ? 'traits.email' : undefined)
}
