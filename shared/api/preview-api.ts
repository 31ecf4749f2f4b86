import { z } from 'zod'
import type { CandidateOutcome } from '../decide/decision.ts'
import { decisionsRequestSchema, type PageDecision } from './page-api.ts'

/**
 * Body of `POST /v1/preview`: what a page asks, with a signed token of the console's. It decides for
 * this visitor by the draft that the token names, explains, and records nothing. The token is in the
 * body because addresses end up in logs.
 */
export const previewRequestSchema = decisionsRequestSchema.extend({
  preview: z.string().min(1).max(4_096),
})

/** Body of `POST /v1/preview`. */
export type PreviewRequest = z.infer<typeof previewRequestSchema>

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

/** Answer of `POST /v1/preview`. */
export interface PreviewAnswer {
  /** Configuration version that decided; of a draft, the one it is based on. */
  config: number
  /** Name of the draft, when it was one. */
  draft?: string
  /** The edge's clock, and when the token ends, ms since the epoch. */
  now: number
  until: number
  decisions: PageDecision[]
  slots: SlotReasons[]
}
