import { fnv1a32 } from '../hash/hash.ts'
import type { Estimate } from './estimate.ts'
import type { PreparedAction } from './prepare/prepared.ts'
import type { Situation } from './situation.ts'

/** An eligible action with what its place in the order depends on. */
export interface Ranked {
  action: PreparedAction
  score: number
  /** Breaks ties: the same person always meets the same one, different people different ones. */
  tie: () => number
}

/** Orders eligible actions: help first for people in care, then tier, then what showing them is worth. */
export function rank(
  actions: readonly PreparedAction[],
  situation: Situation,
  probability: (action: PreparedAction) => number
): Ranked[] {
  const ranked = actions.map((action): Ranked => {
    const score = action.worth(situation) * probability(action)
    let tie: number | undefined
    return {
      action,
      score: Number.isFinite(score) ? score : 0,
      // Hashed only when two are equal, which most are not.
      tie: () => (tie ??= fnv1a32(`${situation.stableId}\n${action.id}`)),
    }
  })
  const helpFirst = situation.care
  return ranked.sort((a, b) => {
    const help = helpFirst ? Number(b.action.help) - Number(a.action.help) : 0
    return (
      help ||
      b.action.tier - a.action.tier ||
      b.score - a.score ||
      a.tie() - b.tie() ||
      // Two names with one hash: by name, so that the order never depends on the configuration's.
      (a.action.id < b.action.id ? -1 : 1)
    )
  })
}

/** Asks the model and notes its answer as a fact, so that a replay needs no model. */
export function estimator(
  estimate: Estimate | undefined,
  slot: string,
  situation: Situation
): (action: PreparedAction) => number {
  if (estimate === undefined) return (action) => action.probability
  return (action) => {
    const answer = estimate({
      action: action.id,
      slot,
      prior: action.probability,
      read: situation.moment.lookup,
    })
    const probability = Number.isFinite(answer)
      ? Math.min(1, Math.max(0, answer))
      : action.probability
    situation.note(`estimate.${action.id}.${slot}`, probability)
    return probability
  }
}
