/** A share and where it may really lie. */
export interface Interval {
  rate: number
  low: number
  high: number
}

/** For 95 of 100. */
const z = 1.959_964

/** Wilson's interval of a share: honest also for few people, and near 0 and 1. */
export function wilson(successes: number, trials: number): Interval {
  if (trials === 0) return { rate: 0, low: 0, high: 1 }
  const rate = successes / trials
  const centre = rate + (z * z) / (2 * trials)
  const spread = z * Math.sqrt((rate * (1 - rate)) / trials + (z * z) / (4 * trials * trials))
  const scale = 1 + (z * z) / trials
  return {
    rate,
    low: Math.max(0, (centre - spread) / scale),
    high: Math.min(1, (centre + spread) / scale),
  }
}

/**
 * Split check: how likely so uneven a split is by chance, when people were to be sent by these
 * weights. Pearson's χ² over the arms; 1 while there is nothing to tell.
 */
export function splitChance(counts: readonly number[], weights: readonly number[]): number {
  const people = counts.reduce((a, b) => a + b, 0)
  const weight = weights.reduce((a, b) => a + b, 0)
  if (people === 0 || weight === 0) return 1
  let sum = 0
  let arms = 0
  for (const [i, share] of weights.entries()) {
    const count = counts[i] ?? 0
    if (share === 0) {
      // Nobody was to come here.
      if (count > 0) return 0
      continue
    }
    const expected = (people * share) / weight
    sum += (count - expected) ** 2 / expected
    arms += 1
  }
  return arms < 2 ? 1 : upperGamma((arms - 1) / 2, sum / 2)
}

/** The regularised upper incomplete gamma function: the tail of χ². Series below, fraction above. */
function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < 500 && term > sum * 1e-15; n++) {
      term *= x / (a + n)
      sum += term
    }
    return 1 - front * sum
  }
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < 500; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    const change = c * d
    fraction *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return front * fraction
}

/** Of halves and whole numbers, which is all that degrees of freedom need. */
function logGamma(a: number): number {
  const isWhole = Number.isInteger(a)
  let sum = isWhole ? 0 : Math.log(Math.PI) / 2
  for (let n = isWhole ? 1 : 0.5; n < a; n++) sum += Math.log(n)
  return sum
}
