import { type Kind, sumView } from './aggregate.ts'
import { count } from './count.ts'

/**
 * The count in this window over the count in the one before: 1 is steady, below 1 is falling. With
 * nothing in the one before, every event raises it above 1; with nothing in either there is no trend.
 */
export function createTrend(windowMs: number): Kind<number> {
  return {
    ...count,
    needsTime: 'always',
    read(view, { now }) {
      const start = now - windowMs
      let middle = view.from
      while (middle < view.to && (view.at[middle] ?? 0) < start) middle++
      const isBefore = ({ at }: { at: number }): boolean => at < start
      const before = sumView(count, { ...view, to: middle, old: view.old.filter(isBefore) })
      const recent = view.old.filter((old) => !isBefore(old))
      const during = sumView(count, { ...view, from: middle, old: recent })
      if (before === 0) return during === 0 ? undefined : during + 1
      return during / before
    },
  }
}
