/** Older than this many half-lives, a point weighs next to nothing and may be forgotten. */
export const forgottenAfter = 16

/**
 * What remains of a weight of 1 after a time, in steps of 10^-9: engines differ in the last bits of a
 * power, and a trait must not.
 */
export function decay(ageMs: number, halfLifeMs: number): number {
  return Math.round(2 ** (-Math.max(0, ageMs) / halfLifeMs) * 1e9) / 1e9
}
