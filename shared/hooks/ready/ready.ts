import type { Source, WholeSource } from '../source.ts'
import type { ReadyName } from './names.ts'
import { postmark } from './postmark.ts'
import { shopify } from './shopify.ts'
import { stripe } from './stripe.ts'
import { zendesk } from './zendesk.ts'

const ready: Readonly<Record<ReadyName, WholeSource>> = { shopify, stripe, zendesk, postmark }

/** A declared source with what it takes over from a ready one; nothing, when something stays open. */
export function wholeSource({ like, proof, events }: Source): WholeSource | undefined {
  const from = like && ready[like]
  const whole = { proof: proof ?? from?.proof, events: events ?? from?.events }
  return whole.proof && whole.events && { proof: whole.proof, events: whole.events }
}
