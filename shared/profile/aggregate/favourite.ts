import { limits } from '../../event/limits.ts'
import { compareTexts } from '../sorted.ts'
import type { Kind, ReadMoment, View } from './aggregate.ts'
import { byLabel, windowOn } from './columns.ts'
import { count } from './count.ts'
import { decay } from './decay.ts'
import { type Group, group } from './group.ts'
import { takeText } from './take.ts'

const counts = group(count, limits.aggregate.slotGroups)

/**
 * The value with the highest weight. A fresh event weighs 1, one of a half-life ago 1/2. What is kept
 * are plain counts by time; weights exist only when read, so that no rounding adds up over a life.
 */
export function createFavourite(halfLifeMs: number, atLeast: number): Kind<Group<number>> {
  return {
    zero: counts.zero,
    add: (state, point) => counts.add(state, { ...point, key: String(point.value) }),
    merge: counts.merge,
    copy: counts.copy,
    take: takeText,
    read(view, moment) {
      const weights = weigh(view, moment, halfLifeMs)
      const [best] = [...weights].sort((a, b) => b[1] - a[1] || compareTexts(a[0], b[0]))
      // To the hundredth: three events of a minute ago weigh 2.99999, and are three to anybody.
      const isEnough = best !== undefined && Math.round(best[1] * 100) >= atLeast * 100
      return isEnough ? best[0] : undefined
    },
    needsValue: true,
    needsTime: 'always',
  }
}

function weigh(
  view: View<Group<number>>,
  moment: ReadMoment,
  halfLifeMs: number
): Map<string, number> {
  const { now } = moment
  const weights = new Map<string, number>()
  for (const { at, sum } of view.old) {
    const weight = decay(now - at, halfLifeMs)
    for (const value of Object.keys(sum.k)) {
      weights.set(value, (weights.get(value) ?? 0) + (sum.k[value] ?? 0) * weight)
    }
  }
  for (const [value, { at }] of byLabel(view.value, view)) {
    const { from, to } = windowOn(at, moment)
    if (from === to) continue
    let weight = weights.get(value) ?? 0
    for (let i = from; i < to; i++) weight += decay(now - (at[i] ?? 0), halfLifeMs)
    weights.set(value, weight)
  }
  return weights
}
