/**
 * FNV-1a over UTF-16 code units, 32 bits. Not UTF-8: it has to agree with GrowthBook's libraries, so
 * that a site which moves here keeps everybody in the arm they are in.
 */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}

/** Which way a bucket is computed. 1 is GrowthBook's older, slightly biased one. */
export type HashVersion = 1 | 2

/** Where a person falls for a seed: [0, 1), in steps of 1/1,000 (version 1) or 1/10,000 (version 2). */
export function bucket(seed: string, value: string, version: HashVersion): number {
  if (version === 1) return (fnv1a32(value + seed) % 1_000) / 1_000
  // Hashing the hash takes away the correlation that neighbouring seeds have in version 1.
  return (fnv1a32(String(fnv1a32(seed + value))) % 10_000) / 10_000
}

/** Half-open part of [0, 1): from the first number up to, not including, the second. */
export type Range = readonly [from: number, until: number]

/** Whether a bucket falls into a range. */
export function inRange(n: number, [from, until]: Range): boolean {
  return n >= from && n < until
}

/**
 * The ranges of an experiment's arms. Each starts where the full share of the arm before it ends and
 * covers only `coverage` of its own, so that coverage can grow without moving anyone. Shares that do
 * not sum to 1 (within 1 %) count as equal shares, as in GrowthBook.
 */
export function ranges(weights: readonly number[], coverage = 1): Range[] {
  const covered = Math.min(1, Math.max(0, coverage))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  // Written so that NaN fails it, too.
  const shares = sum >= 0.99 && sum <= 1.01 ? weights : weights.map(() => 1 / weights.length)
  let start = 0
  return shares.map((share) => {
    const from = start
    start += share
    return [from, from + covered * share]
  })
}

/** Index of the range a bucket falls into, or -1: outside of the experiment. */
export function chooseRange(n: number, candidates: readonly Range[]): number {
  return candidates.findIndex((range) => inRange(n, range))
}

/** A part of a shared space; experiments that take different parts never share a person. */
export interface Namespace {
  name: string
  from: number
  until: number
}

/** Whether a person falls into the part of the namespace (hash version 1, as in GrowthBook). */
export function inNamespace(value: string, { name, from, until }: Namespace): boolean {
  return inRange(bucket(`__${name}`, value, 1), [from, until])
}
