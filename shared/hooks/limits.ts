/** What one delivery may cost: a mapping is an owner's program, and runs between a provider's retries. */
export const hookLimits = {
  /** UTF-8 bytes of a body. */
  bodyBytes: 524_288,
  /** Events made of one delivery. */
  events: 500,
  /** Evaluations of all expressions of one delivery together. */
  steps: 200_000,
  /** Calls inside each other in one expression. */
  stack: 100,
  /** UTF-16 units of a text, and entries of a list, that an expression may make on its way. */
  text: 65_536,
  list: 10_000,
  /** Deliveries that failed and wait for their owner. */
  failed: 200,
  /** How long they wait. */
  failedMs: 14 * 86_400_000,
} as const
