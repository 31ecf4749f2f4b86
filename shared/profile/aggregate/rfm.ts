import { dayMs } from '../../event/time.ts'
import { type Kind, sumView } from './aggregate.ts'
import { addAmounts, fromAmount, toAmount } from './amount.ts'
import { takeNumber } from './take.ts'

type Orders = [count: number, units: number, micros: number, last: number]

/** Four limits each: passing one is worth a point more. */
export interface RfmSteps {
  /** Milliseconds since the last order, longest first. */
  recency: readonly number[]
  /** Number of orders. */
  frequency: readonly number[]
  /** Money spent. */
  monetary: readonly number[]
}

export const usualSteps: RfmSteps = {
  recency: [365 * dayMs, 180 * dayMs, 90 * dayMs, 30 * dayMs],
  frequency: [2, 3, 5, 10],
  monetary: [50, 150, 500, 1_500],
}

/** How recently, how often and for how much: 1 to 5 for each, together 3 to 15. */
export function createRfm(steps: RfmSteps): Kind<Orders> {
  const rfm: Kind<Orders> = {
    zero: () => [0, 0, 0, 0],
    add: (orders, { at, value }) => rfm.merge(orders, [1, ...toAmount(Number(value)), at]),
    merge: (a, b) => [a[0] + b[0], ...addAmounts([a[1], a[2]], [b[1], b[2]]), Math.max(a[3], b[3])],
    copy: (orders) => orders,
    // An order without an amount is still an order.
    take: (value) => takeNumber(value) ?? 0,
    read(view, { now }) {
      const [count, units, micros, last] = sumView(rfm, view)
      if (count === 0) return undefined
      const spent = fromAmount([units, micros])
      const passed = [
        ...steps.recency.map((longest) => now - last <= longest),
        ...steps.frequency.map((least) => count >= least),
        ...steps.monetary.map((least) => spent >= least),
      ]
      return 3 + passed.filter(Boolean).length
    },
    needsValue: true,
    needsTime: 'window',
  }
  return rfm
}
