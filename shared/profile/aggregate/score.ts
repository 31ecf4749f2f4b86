import { own } from '../../event/safe-key.ts'
import { type Kind, sumView } from './aggregate.ts'
import { type Amount, fromAmount, toAmount } from './amount.ts'
import { decay } from './decay.ts'
import { sum } from './sum.ts'

/**
 * Points for events: the sum of the weights of their names. With a half-life, older points fade, and
 * the score is engagement now rather than loyalty ever.
 */
export function createScore(
  weights: Readonly<Record<string, number>>,
  halfLifeMs: number | undefined
): Kind<Amount> {
  return {
    ...sum,
    take: (_, { name }) => own(weights, name),
    needsTime: halfLifeMs === undefined ? 'window' : 'always',
    read(view, { now }) {
      if (halfLifeMs === undefined) return fromAmount(sumView(sum, view))
      let score = 0
      for (const old of view.old) score += fromAmount(old.sum) * decay(now - old.at, halfLifeMs)
      for (let i = view.from; i < view.to; i++) {
        score += Number(view.value[i]) * decay(now - (view.at[i] ?? 0), halfLifeMs)
      }
      return fromAmount(toAmount(score))
    },
  }
}
