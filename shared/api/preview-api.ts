import { z } from 'zod'
import type { CandidateOutcome } from '../decide/decision.ts'
import { decisionsRequestSchema, type PageAnswer } from './page-api.ts'

/**
 * Signed preview: an owner opens a page of theirs with a token in its address and sees there what a
 * draft would show, to whom, and when. The page keeps the token for its tab, takes it out of the
 * address, and from then on asks `POST /v1/preview` instead of `/v1/decisions` and `/v1/events`: no
 * event leaves the tab, and the edge writes nothing. Nothing of a preview is ever counted.
 */

/** The parameter that carries a token into the page. */
export const previewParameter = 'attune_preview'

/** Body of `POST /v1/preview`. The token is in the body because addresses end up in logs. */
export const previewRequestSchema = decisionsRequestSchema.extend({
  preview: z.string().min(1).max(4_096),
})

/** Body of `POST /v1/preview`. */
export type PreviewRequest = z.infer<typeof previewRequestSchema>

/** Whom a preview is played for; without one, for whoever uses the browser. */
export const previewCastSchema = z.union([
  /** Somebody real: a profile id, or an external id as `kind:value`. */
  z.strictObject({ ref: z.string().min(1).max(320) }),
  /** Somebody invented: given these traits, also computed ones, and in these segments. */
  z.strictObject({
    traits: z.record(z.string().min(1).max(255), z.json()).optional(),
    segments: z.array(z.string().min(1).max(64)).max(50).optional(),
  }),
])

/** Whom a preview is played for. */
export type PreviewCast = z.infer<typeof previewCastSchema>

/** Body of `POST /v1/admin/sites/:site/preview-links`. */
export const previewLinkSchema = z.strictObject({
  /** Page to open, of one of the site's origins. */
  url: z.url({ protocol: /^https?$/ }).max(2_048),
  /** A published version; without one the draft, as it is at each request. */
  version: z.int().positive().optional(),
  as: previewCastSchema.optional(),
  /** Moment to decide for, ms since the epoch; without one, the moment of each request. */
  at: z.int().min(0).max(8.64e15).optional(),
})

/** Body of `POST /v1/admin/sites/:site/preview-links`. */
export type PreviewLinkRequest = z.infer<typeof previewLinkSchema>

/** Answer of `POST /v1/admin/sites/:site/preview-links`. */
export interface PreviewLink {
  /** The page's address with the token in it. */
  url: string
  token: string
  /** When it ends, ms since the epoch. */
  until: number
}

/** One slot in words. */
export interface SlotReasons {
  slot: string
  /** What the slot shows, or why it keeps its default content. */
  headline: string
  action?: string
  variant?: string
  /** Every action that could have been there, the chosen first. */
  candidates: { action: string; outcome: CandidateOutcome; words: string }[]
}

/** Answer of `POST /v1/preview`: what a page renders, and why. */
export interface PreviewAnswer
  extends Pick<PageAnswer, 'visitor' | 'config' | 'now' | 'decisions' | 'profile'> {
  /** Configuration version that decided; of a draft, the one it is based on. */
  config: number
  /** Revision of the draft, when it was one. */
  draft?: string
  /** Whom it was played for, in words, when not for whoever uses the browser. */
  as?: string
  /** The moment decided for: the edge's clock, or the one the link names. */
  now: number
  /** When the token ends, by the clock that `now` is of. */
  until: number
  slots: SlotReasons[]
}
