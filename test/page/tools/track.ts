import type { Page } from 'playwright-core'

/** Tracks `Step` events numbered from `from` on, a hundred in a task; answers how many were stored. */
export function trackSteps(page: Page, count: number, from = 0, words = ''): Promise<number> {
  return page.evaluate(
    async ([count, from, words]) => {
      const { attune } = window as unknown as { attune(...args: unknown[]): Promise<string> }
      let stored = 0
      for (let at = 0; at < count; at += 100) {
        const some = Array.from({ length: Math.min(100, count - at) }, (_, i) =>
          attune('track', 'Step', { n: from + at + i, words })
        )
        stored += (await Promise.all(some)).filter((kept) => kept === 'stored').length
      }
      return stored
    },
    [count, from, words] as const
  )
}

/** The numbers of the `Step` events that have arrived, in order. */
export const stepsOf = (events: { event?: string | undefined; properties?: unknown }[]): number[] =>
  events
    .filter(({ event }) => event === 'Step')
    .map(({ properties }) => (properties as { n: number }).n)
    .sort((a, b) => a - b)

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n)
