import { z } from 'zod'
import type { SiteConfig } from '../site/config.ts'

/** Body of `POST /proposals`: a configuration for somebody else to publish. `base` by `If-Match`. */
export const proposalSchema = z.strictObject({
  config: z.json(),
  note: z.string().max(1_024).optional(),
})

/** Body of `POST /proposals/:id/decision`. */
export const decisionSchema = z.strictObject({
  verdict: z.enum(['approve', 'decline']),
  note: z.string().max(1_024).optional(),
})

/** What became of a proposal. */
export type ProposalState = 'open' | 'approved' | 'declined' | 'withdrawn'

/** A configuration that waits for another person's yes. */
export interface Proposal {
  id: number
  at: number
  by: string
  note: string
  /** Version that it was made from, and would follow. */
  base: number
  state: ProposalState
  decidedAt?: number
  decidedBy?: string
  /** What was said with the decision. */
  answer?: string
  /** Version that it became. */
  version?: number
}

/** `GET /proposals`: newest first, without their content. */
export interface ProposalsAnswer {
  proposals: Proposal[]
}

/** `GET /proposals/:id`. */
export interface ProposalAnswer extends Proposal {
  config: SiteConfig
}
