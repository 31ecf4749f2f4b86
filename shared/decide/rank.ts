import { fnv1a32 } from '../hash/hash.ts'
import { type BestFirst, bestFirst } from './best-first.ts'
import type { Estimate } from './estimate.ts'
import type { PreparedAction } from './prepare/prepared.ts'
import type { Situation } from './situation.ts'

/** An eligible action with what showing it is worth. */
export interface Ranked {
  action: PreparedAction
  score: number
  /** Goes before all others. */
  isDrawn: boolean
  /** Others of its tier go before it. */
  isLast: boolean
}

/** What else orders the actions of a slot. */
export interface Order {
  probability: (action: PreparedAction) => number
  /** Shown often enough in a row here. */
  isRepeated: (action: PreparedAction) => boolean
  /** Goes first, whatever it is worth: it was drawn. */
  drawn?: string | undefined
}

/**
 * Puts eligible actions in order: help first for people in care, then tier, then what was not shown
 * all the time, then value × probability.
 */
export function rank(
  actions: readonly PreparedAction[],
  situation: Situation,
  { probability, isRepeated, drawn }: Order
): BestFirst<Ranked> {
  const ranked = actions.map((action): Ranked => {
    const score = action.worth(situation) * probability(action)
    return {
      action,
      score: Number.isFinite(score) ? score : 0,
      isDrawn: action.id === drawn,
      isLast: isRepeated(action),
    }
  })
  const { care, stableId } = situation
  return bestFirst(ranked, (a, b) => {
    if (a.isDrawn !== b.isDrawn) return a.isDrawn
    if (care && a.action.help !== b.action.help) return a.action.help
    if (a.action.tier !== b.action.tier) return a.action.tier > b.action.tier
    if (a.isLast !== b.isLast) return b.isLast
    if (a.score !== b.score) return a.score > b.score
    return comesFirst(a.action.id, b.action.id, stableId)
  })
}

/** Tells equals apart: the same person always meets the same one, different people different ones. */
function comesFirst(a: string, b: string, stableId: string): boolean {
  const [hashA, hashB] = [fnv1a32(`${stableId}\n${a}`), fnv1a32(`${stableId}\n${b}`)]
  return hashA === hashB ? a < b : hashA < hashB
}

/** Asks the model and notes its answer as a fact, so that a replay needs no model. */
export function estimator(
  estimate: Estimate | undefined,
  slot: string,
  situation: Situation
): (action: PreparedAction) => number {
  if (estimate === undefined) return ({ probability }) => probability
  return ({ id, probability: prior }) => {
    const answer = estimate({ action: id, slot, prior, read: situation.moment.lookup })
    const probability = Number.isFinite(answer) ? Math.min(1, Math.max(0, answer)) : prior
    situation.note(`estimate.${id}.${slot}`, probability)
    return probability
  }
}
