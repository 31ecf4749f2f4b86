import { type Kind, sumView } from './aggregate.ts'
import { type Amount, addAmounts, fromAmount, nothing, toAmount } from './amount.ts'
import { takeNumber } from './take.ts'

/** The sum of a number. */
export const sum: Kind<Amount> = {
  zero: () => [...nothing],
  add: (all, { value }) => addAmounts(all, toAmount(Number(value))),
  merge: addAmounts,
  copy: (all) => all,
  take: takeNumber,
  read: (view) => fromAmount(sumView(sum, view)),
  needsValue: true,
  needsTime: 'window',
}
