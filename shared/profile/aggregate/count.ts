import type { Kind, View } from './aggregate.ts'

/** How many. */
export const count: Kind<number> = {
  zero: () => 0,
  add: (sum) => sum + 1,
  merge: (a, b) => a + b,
  copy: (sum) => sum,
  take: () => null,
  read: countView,
  needsValue: false,
  needsTime: 'window',
}

/** How many points a view holds. */
export function countView(view: View<number>): number {
  return view.old.reduce((sum, old) => sum + old.sum, view.to - view.from)
}
