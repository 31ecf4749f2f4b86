import { z } from 'zod'
import type { Receipt } from '../decide/decision.ts'
import type { PageDecision } from './page-api.ts'

/** What a site's back end asks with its secret key. */

/** Body of `POST /v1/decisions` with a secret key: decide for any person, in any channel. */
export const serverDecisionsSchema = z
  .strictObject({
    key: z.string().max(255).optional(),
    /** A profile id, or an external id as `kind:value`. */
    ref: z.string().min(1).max(400).optional(),
    /** Short for `ref: "user_id:…"`. */
    userId: z.string().min(1).max(255).optional(),
    slots: z.array(z.string().min(1).max(64)).min(1).max(50),
    /** Where the answer will be shown: `email`, `desk`, `till`, `app`. Default `server`. */
    channel: z.string().min(1).max(64).optional(),
    locale: z.string().max(35).optional(),
    timezone: z.string().max(64).optional(),
    /** Count the decisions as shown. Default false. */
    record: z.boolean().optional(),
  })
  .refine((body) => (body.ref === undefined) !== (body.userId === undefined), {
    message: 'Name the person by `ref` or by `userId`.',
    path: ['ref'],
  })

/** Body of `POST /v1/decisions` with a secret key. */
export type ServerDecisionsRequest = z.infer<typeof serverDecisionsSchema>

/** Answer of `POST /v1/decisions` with a secret key. */
export interface ServerDecisionsAnswer {
  /** The person's profile id. */
  profile: string
  config: number
  now: number
  decisions: PageDecision[]
  /** Why, slot by slot. */
  receipts: Receipt[]
}
