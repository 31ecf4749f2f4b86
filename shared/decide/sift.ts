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
  const isCalm = isCalmIn(slot, situation)
  for (const gate of slot.candidates(situation)) {
    const closed = firstRefusal(gate.stages, situation, slot)
    for (const { holds, actions } of gate.audiences) {
      const isOutside = closed === undefined && holds?.(situation.moment) === false
      const outside = isOutside ? notInAudience : closed
      for (const action of actions) {
        const stages = isCalm ? calmStages(action, situation) : action.stages
        put(action, outside ?? firstRefusal(stages, situation, slot), sifted)
      }
    }
  }
  return sifted
}

/**
 * Whether nothing holds that could silence actions by the dozen: no care, no holdout, no suppression,
 * no shared cap that is reached. Then an action without a mark need not be asked most questions.
 */
function isCalmIn(slot: PreparedSlot, { care, held, silenced, budget }: Situation): boolean {
  return !care && !held && silenced === undefined && !budget.isTight(slot)
}

function calmStages(action: PreparedAction, { marks }: Situation): readonly Stage[] {
  return marks[action.index] === 1 ? action.stages : action.calmStages
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

function put(action: PreparedAction, reason: Refusal | undefined, sifted: Sifted): void {
  if (reason === undefined) sifted.eligible.push(action)
  else sifted.refusals.push(refused(action.id, reason))
}
