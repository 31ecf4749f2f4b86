/** What became of everything that was sent. */
export interface Tally {
  accepted: number
  duplicate: number
  /** Refused events by the reason given. */
  refused: Map<string, number>
  /** How long each request took. */
  latenciesMs: number[]
}

/** Nothing sent yet. */
export const emptyTally = (): Tally => ({
  accepted: 0,
  duplicate: 0,
  refused: new Map(),
  latenciesMs: [],
})

/** How many events were refused, for whatever reason. */
export const refusedOf = ({ refused }: Tally) => [...refused.values()].reduce((a, b) => a + b, 0)

/** The latency that half, nearly all and all but the slowest requests did not exceed. */
export function latencies({ latenciesMs }: Tally): { p50: number; p95: number; p99: number } {
  const at = (share: number) => Number(percentile(latenciesMs, share).toFixed(1))
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

function percentile(latenciesMs: number[], share: number): number {
  const sorted = latenciesMs.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** The tally in words, for the terminal. */
export function describe(tally: Tally, elapsedMs: number): string[] {
  const { accepted, duplicate, refused, latenciesMs } = tally
  const events = accepted + duplicate + refusedOf(tally)
  const { p50, p95, p99 } = latencies(tally)
  const reasons = [...refused].map(([reason, count]) => `             ${count} × ${reason}`)
  return [
    `accepted     ${accepted}`,
    `duplicate    ${duplicate}`,
    `refused      ${refusedOf(tally)}`,
    ...reasons,
    `requests     ${latenciesMs.length} in ${(elapsedMs / 1000).toFixed(1)} s`,
    `events/s     ${Math.round(events / (elapsedMs / 1000))}`,
    `latency      p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`,
  ]
}
