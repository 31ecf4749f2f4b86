import { z } from 'zod'
import { catalogueSchema } from '../catalogue/declaration.ts'
import { pieceSchema } from '../content/library.ts'
import {
  actionSchema,
  capSchema,
  experimentSchema,
  slotSchema,
  suppressionSchema,
} from '../decide/action.ts'
import { offerSchema } from '../decide/offer.ts'
import { trackingPlanSchema } from '../event/tracking-plan.ts'
import { feedSchema } from '../feed/declaration.ts'
import { sourceSchema } from '../hooks/source.ts'
import { channelSchema } from '../journey/message.ts'
import { preferencesSchema } from '../journey/preferences.ts'
import { journeySchema } from '../journey/schema.ts'
import { directorySchema } from '../profile/directory.ts'
import { segmentSchema } from '../profile/segment.ts'
import { givenTraitSchema, traitSchema } from '../profile/trait.ts'
import { quotaSchema } from './quota.ts'
import { retentionSchema } from './retention.ts'

const name = z.string().regex(/^[a-zA-Z][\w-]{0,63}$/)

/**
 * The configuration of a site: one document, edited by console and CLI alike. Collections are
 * objects by id, so that a change reads well in a diff and an id cannot stand twice.
 */
export const siteConfigSchema = z.strictObject({
  /** Editors complete and check against it. */
  $schema: z.string().optional(),
  name: z.string().min(1).max(255),
  description: z.string().max(4_096).optional(),
  /** IANA zone used when a visitor's own is unknown. Default UTC. */
  timezone: z.string().max(64).optional(),
  locale: z.string().max(35).optional(),
  /** Origins whose pages may use the public key: `https://shop.example`. */
  origins: z.array(z.string().max(255)).max(100).optional(),
  consent: z
    .strictObject({
      /** `required`: nothing before a yes. `opt-out`: until a no. `none`: not asked. Default `none`. */
      mode: z.enum(['required', 'opt-out', 'none']).optional(),
      purposes: z
        .record(
          name,
          z.strictObject({
            description: z.string().max(1_024).optional(),
            /** Sale or sharing in the sense of privacy law: off under Global Privacy Control. */
            shares: z.boolean().optional(),
          })
        )
        .optional(),
    })
    .optional(),
  identity: z
    .strictObject({
      /** `required` (default): a page acts for a known person only with a valid token. `off`: its word does. */
      mode: z.enum(['required', 'off']).optional(),
    })
    .optional(),
  /** Open pages hear at once what changes elsewhere: at the till, by a journey. Default false. */
  live: z.boolean().optional(),
  publishing: z
    .strictObject({
      /** `another`: what one person proposes, another one publishes. Default `none`. */
      approval: z.enum(['none', 'another']).optional(),
    })
    .optional(),
  /** How long what is kept of people is kept, by class. */
  retention: retentionSchema.optional(),
  /** Events taken in a day or a month; beyond it pages keep their default content. Default: no limit. */
  quota: quotaSchema.optional(),
  /** What events should look like. What does not fit is told of, and taken in all the same. */
  trackingPlan: trackingPlanSchema.optional(),
  slots: z.record(name, slotSchema).optional(),
  /** Computed traits. */
  traits: z.record(name, traitSchema).optional(),
  /** Given traits the owner has something to say about: sensitivity, purpose. */
  given: z.record(name, givenTraitSchema).optional(),
  segments: z.record(name, segmentSchema).optional(),
  actions: z.record(name, actionSchema).optional(),
  /** The content library: blocks that several actions show. */
  content: z.record(name, pieceSchema).optional(),
  /** Pools of single-use codes. */
  offers: z.record(name, offerSchema).optional(),
  suppressions: z.record(name, suppressionSchema).optional(),
  experiments: z.record(name, experimentSchema).optional(),
  /** What happens when the visitor is not on the page. */
  journeys: z.record(name, journeySchema).optional(),
  /** Ways to reach people outside of the page. */
  channels: z.record(name, channelSchema).optional(),
  /** What receivers outside hear of people: segments entered and left, traits that changed. */
  feeds: z.record(name, feedSchema).optional(),
  /** Webhooks that come in: how each source proves itself, and what its deliveries mean. */
  sources: z.record(name, sourceSchema).optional(),
  /** What the site offers, from a feed; without this no catalogue is looked for. */
  catalogue: catalogueSchema.optional(),
  /** People by the names they are known by, for whoever may look for them. */
  directory: directorySchema.optional(),
  /** What people may choose on the page that every marketing mail links to. */
  preferences: preferencesSchema.optional(),
  /** Share of people who get nothing but their defaults, 0 to 1, for fair measurement. */
  holdout: z
    .strictObject({ share: z.number().min(0).max(0.5), seed: z.string().max(255).optional() })
    .optional(),
  /** Caps over everything, or per tag or channel: the attention budget. */
  caps: z
    .strictObject({
      total: z.array(capSchema).max(10).optional(),
      tags: z.record(name, z.array(capSchema).max(10)).optional(),
      channels: z.record(name, z.array(capSchema).max(10)).optional(),
    })
    .optional(),
  /** Lists that conditions refer to with `$inGroup`. */
  groups: z.record(name, z.array(z.union([z.string(), z.number()])).max(100_000)).optional(),
})

/** The configuration of a site. */
export type SiteConfig = z.infer<typeof siteConfigSchema>

/** A key of a site, as the snapshot carries it: secret keys only as a hash. */
export interface SiteKey {
  kind: 'public' | 'secret'
  /** The public key itself, or the SHA-256 of a secret key, base64url. */
  match: string
  label: string
}

/** Why nothing leaves through a channel, as long as it leads where it led then. */
export interface ChannelOff {
  target: string
  at: number
  reason: string
}

/** What is published to KV: everything that worker and objects need to serve a site. */
export interface Snapshot {
  site: string
  version: number
  config: SiteConfig
  keys: SiteKey[]
  /** Keys that sign identity tokens: JWKs by `kid` with their algorithm. */
  identityKeys: { kid: string; alg: 'HS256' | 'ES256' | 'EdDSA'; jwk: Record<string, string> }[]
  /** Channels that are switched off, by name. */
  channelsOff?: Record<string, ChannelOff>
  publishedAt: number
  /** Sealed secrets of sources by name, the newest first; two while one is being replaced. */
  sourceSecrets?: Record<string, string[]>
}
