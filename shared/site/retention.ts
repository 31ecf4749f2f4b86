import { z } from 'zod'
import { durationMs } from '../condition/duration.ts'
import { dayMs } from '../event/time.ts'

const duration = z.string().regex(/^[1-9]\d{0,4}[mhdw]$/)

/** How long each class of what is kept of people is kept. */
export const retentionSchema = z.strictObject({
  /** Events, and both sides of merges. Default 90d. */
  events: duration.optional(),
  /** Why each decision was made, and what journeys did. Default 30d; not longer than events. */
  receipts: duration.optional(),
  /** A person nobody has heard of for so long is forgotten whole. Default 395d. */
  profiles: duration.optional(),
  /** Messages that were given up. Default 30d. */
  messages: duration.optional(),
})

/** How long an owner wants things kept. */
export type RetentionConfig = z.infer<typeof retentionSchema>

type Class = keyof RetentionConfig

/** What holds when the owner says nothing, and what they may say, in days. */
export const retentionDays = {
  events: { usual: 90, least: 1, most: 395 },
  receipts: { usual: 30, least: 1, most: 395 },
  // Ids seen are remembered 14 days, so that a late copy is known; they go with the person.
  profiles: { usual: 395, least: 14, most: 1_185 },
  messages: { usual: 30, least: 1, most: 395 },
} as const satisfies Record<Class, { usual: number; least: number; most: number }>

/** How long things are kept, in milliseconds. */
export type Retention = Readonly<Record<`${Class}Ms`, number>>

/** How long a site keeps things. */
export function retentionOf(config: RetentionConfig = {}): Retention {
  return {
    eventsMs: keptMs(config, 'events'),
    receiptsMs: keptMs(config, 'receipts'),
    profilesMs: keptMs(config, 'profiles'),
    messagesMs: keptMs(config, 'messages'),
  }
}

/** How long a site keeps one class of things. */
export function keptMs(config: RetentionConfig, name: Class): number {
  const said = config[name]
  const usual = retentionDays[name].usual * dayMs
  if (said !== undefined) return durationMs(said) ?? usual
  // Reasons tell of events: who keeps those for less time means the reasons, too.
  return name === 'receipts' ? Math.min(usual, keptMs(config, 'events')) : usual
}
