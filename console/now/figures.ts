import type { NowAnswer } from '../../shared/api/admin-api.ts'

/** How many of a kind of counter there were in each minute. */
export function perMinute({ minutes }: NowAnswer, kind: string): number[] {
  return minutes.map(({ counters }) =>
    Object.entries(counters)
      .filter(([name]) => name.startsWith(`${kind}:`))
      .reduce((sum, [, count]) => sum + count, 0)
  )
}

/** How many of each counter of a kind there were in all, most first, without the kind in the name. */
export function totalsOf({ minutes }: NowAnswer, kind: string): [name: string, count: number][] {
  const totals = new Map<string, number>()
  for (const { counters } of minutes) {
    for (const [name, count] of Object.entries(counters)) {
      if (!name.startsWith(`${kind}:`)) continue
      const rest = name.slice(kind.length + 1)
      totals.set(rest, (totals.get(rest) ?? 0) + count)
    }
  }
  return [...totals].sort(([, a], [, b]) => b - a)
}

/** The sum of a list. */
export const sumOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** How many a second, over the minutes just gone: as many as people can read. */
export function perSecond(values: readonly number[]): string {
  const recent = values.slice(-3)
  const rate = sumOf(recent) / (recent.length * 60 || 1)
  return rate >= 10 ? Math.round(rate).toLocaleString('en') : rate.toFixed(rate >= 1 ? 1 : 2)
}
