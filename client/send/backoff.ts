/** Tries that follow each other quickly, about 15 seconds of them, while somebody looks at the page. */
const quickTries = 25
const minute = 60_000

/**
 * How long to wait after `fails` failures in a row. A visible page whose edge has just gone tries about
 * every 600 ms, so that a short outage is over for the visitor within a second of its end. After that,
 * and always out of sight, exponential with full jitter, so that a long outage never ends in a stampede.
 */
export const retryDelay = (fails: number, isVisible: boolean, random = Math.random()): number => {
  const n = isVisible ? fails - quickTries : fails
  if (n < 0) return 300 + 600 * random
  return random * Math.min(n > 10 ? 5 * minute : minute, 1_000 * 2 ** n)
}

/** After 401, 403 or 404: the site's keys or routes are wrong, which only its owner can help. */
export const pauseDelay = (random = Math.random()): number => (5 + random / 2) * minute

/** What `Retry-After` asks for, in seconds or as a date, between a second and 15 minutes, plus jitter. */
export const orderedDelay = (retryAfter: string, now: number, random = Math.random()): number => {
  const asked = Number(retryAfter) * 1_000 || Date.parse(retryAfter) - now || 0
  return Math.min(15 * minute, Math.max(1_000, asked)) + 1_000 * random
}
