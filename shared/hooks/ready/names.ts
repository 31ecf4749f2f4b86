/** Sources that need no mapping of one's own. */
export const readyNames = ['shopify', 'stripe', 'zendesk', 'postmark'] as const

/** A source that needs no mapping of one's own. */
export type ReadyName = (typeof readyNames)[number]
