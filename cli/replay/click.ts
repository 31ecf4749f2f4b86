import { createHash } from 'node:crypto'

/** What a line of a click stream may say happened, and the event it stands for. */
export const eventNames = {
  view: 'Product Viewed',
  addtocart: 'Product Added',
  transaction: 'Order Completed',
} as const

/** What a line of a click stream may say happened. */
export type Deed = keyof typeof eventNames

/** One line of a click stream. */
export interface Click {
  /** Milliseconds since the epoch. */
  at: number
  deed: Deed
  item: string
  /** How many lines before it say exactly the same: two equal lines are two clicks. */
  repeat: number
}

/** A visitor of the file and everything it says about them. */
export interface Visitor {
  /** As the file has it. */
  id: string
  /** The name at the edge. A bare `0`, common in such files, is no id there. */
  anonymousId: string
  clicks: Click[]
}

/** A click as the Segment API takes it. The same line gives the same message id, whenever it is sent. */
export function trackCall({ anonymousId }: Visitor, { at, deed, item, repeat }: Click) {
  const line = `${anonymousId}|${at}|${deed}|${item}|${repeat}`
  const properties =
    deed === 'transaction' ? { products: [{ product_id: item }] } : { product_id: item }
  return {
    type: 'track',
    messageId: createHash('sha256').update(line).digest('base64url').slice(0, 27),
    anonymousId,
    event: eventNames[deed],
    timestamp: new Date(at).toISOString(),
    properties,
  }
}
