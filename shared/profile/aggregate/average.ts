import { type Kind, sumView } from './aggregate.ts'
import { addAmounts, fromAmount, toAmount } from './amount.ts'
import { takeNumber } from './take.ts'

type Mean = [count: number, units: number, micros: number]

/** The average of a number; nothing when there was none. */
export const average: Kind<Mean> = {
  zero: () => [0, 0, 0],
  add: (mean, { value }) => average.merge(mean, [1, ...toAmount(Number(value))]),
  merge: (a, b) => [a[0] + b[0], ...addAmounts([a[1], a[2]], [b[1], b[2]])],
  copy: (mean) => mean,
  take: takeNumber,
  read(view) {
    const [count, units, micros] = sumView(average, view)
    return count === 0 ? undefined : fromAmount([units, micros]) / count
  },
  needsValue: true,
  needsTime: 'window',
}
