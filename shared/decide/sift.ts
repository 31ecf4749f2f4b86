import type { Candidate } from './decision.ts'
import type { PreparedAction, PreparedSlot, Stage } from './prepare/prepared.ts'
import { type Refusal, refusal, refused } from './refusal.ts'
import type { Situation } from './situation.ts'

/** The candidates of a slot, before any of them is compared with another. */
export interface Sifted {
  eligible: PreparedAction[]
  refusals: Candidate[]
}

const notInAudience = refusal('not_in_audience')

/** Parts the actions that may be shown from those that may not, each with the first reason against it. */
export function sift(slot: PreparedSlot, situation: Situation): Sifted {
  const sifted: Sifted = { eligible: [], refusals: [] }
  for (const gate of slot.candidates(situation)) {
    const closed = firstRefusal(gate.stages, situation, slot)
    for (const { holds, actions } of gate.audiences) {
      const isOutside = closed === undefined && holds?.(situation.moment) === false
      const outside = isOutside ? notInAudience : closed
      for (const action of actions) {
        put(action, outside ?? firstRefusal(action.stages, situation, slot), sifted)
      }
    }
  }
  return sifted
}

function put(action: PreparedAction, reason: Refusal | undefined, sifted: Sifted): void {
  if (reason === undefined) sifted.eligible.push(action)
  else sifted.refusals.push(refused(action.id, reason))
}

function firstRefusal(
  stages: readonly Stage[],
  situation: Situation,
  slot: PreparedSlot
): Refusal | undefined {
  for (const stage of stages) {
    const reason = stage(situation, slot)
    if (reason !== undefined) return reason
  }
  return undefined
}
