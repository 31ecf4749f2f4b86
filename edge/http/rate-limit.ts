import { createRecent } from '../../shared/memory/recent.ts'

/** So many requests in so long; a bucket that is full lets a burst of all of them through. */
export interface Rate {
  requests: number
  perMs: number
}

/** Counts requests by key. Kept in the isolate: exact enough against a flood, and free. */
export interface RateLimiter {
  /** Takes one request: nothing, or how many seconds to wait for the next. */
  take(key: string, now: number): number | undefined
}

interface Bucket {
  tokens: number
  at: number
}

const maxKeys = 20_000

/** Creates a limiter of token buckets. */
export function createRateLimiter({ requests, perMs }: Rate): RateLimiter {
  const buckets = createRecent<Bucket>(maxKeys)
  return {
    take(key, now) {
      const { tokens, at } = buckets.get(key) ?? { tokens: requests, at: now }
      const filled = Math.min(requests, tokens + ((now - at) * requests) / perMs)
      const isAllowed = filled >= 1
      buckets.set(key, { tokens: isAllowed ? filled - 1 : filled, at: now })
      if (isAllowed) return undefined
      return Math.max(1, Math.ceil(((1 - filled) * perMs) / requests / 1_000))
    },
  }
}
