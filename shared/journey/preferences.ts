import { z } from 'zod'
import { dayMs } from '../event/time.ts'
import type { Profile } from '../profile/profile.ts'
import { nameSchema } from './parts.ts'

const words = {
  label: z.string().min(1).max(100),
  description: z.string().max(500).optional(),
}

/** How often messages may come at most, as people choose it. */
export const frequencies = ['all', 'weekly', 'monthly'] as const

/** How often messages may come at most. */
export type Frequency = (typeof frequencies)[number]

/** What people may choose on the preference page that every marketing mail links to. */
export const preferencesSchema = z.strictObject({
  /** Consent purposes that journeys name, in people's words. Default: `marketing` alone. */
  topics: z
    .record(
      nameSchema,
      z.strictObject({
        ...words,
        /** By locale (`fr`, `pt-BR`); the nearest wins. */
        locales: z.record(z.string().max(35), z.strictObject(words)).optional(),
      })
    )
    .optional(),
  /** Default: all of them. */
  frequencies: z.array(z.enum(frequencies)).min(1).optional(),
})

/** Trait in which a person's choice of a frequency stands. */
export const frequencyTrait = 'message_frequency'

/** Purpose whose "no" closes one channel for everything that is not owed. Silence is no "no". */
export function channelPurpose(channel: string): string {
  return `channel-${channel}`
}

/** Whether a person lets messages through a channel. */
export function allowsChannel({ consent }: Profile, channel: string): boolean {
  return consent[channelPurpose(channel)]?.value !== false
}

/** How often messages may come at most, by the person's own word. */
export function frequencyOf({ traits }: Profile): Frequency {
  const value = traits[frequencyTrait]?.value
  return frequencies.find((frequency) => frequency === value) ?? 'all'
}

const pauses: Record<Frequency, number> = { all: 0, weekly: 7 * dayMs, monthly: 30 * dayMs }

/** How long a person wants to be left alone after a message. */
export function pauseOf(profile: Profile): number {
  return pauses[frequencyOf(profile)]
}
