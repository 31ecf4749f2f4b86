import { type Kind, sumView } from './aggregate.ts'
import { takeNumber } from './take.ts'

/** The smallest number. */
export const minimum: Kind<number | null> = extreme(Math.min)

/** The largest number. */
export const maximum: Kind<number | null> = extreme(Math.max)

function extreme(choose: (a: number, b: number) => number): Kind<number | null> {
  const kind: Kind<number | null> = {
    zero: () => null,
    add: (best, { value }) => kind.merge(best, Number(value)),
    merge: (a, b) => (a === null || b === null ? (a ?? b) : choose(a, b)),
    copy: (best) => best,
    take: takeNumber,
    read: (view) => sumView(kind, view) ?? undefined,
    needsValue: true,
    needsTime: 'window',
  }
  return kind
}
