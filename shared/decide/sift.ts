import type { Candidate } from './decision.ts'
import type { Audience, Opening, PreparedAction, PreparedSlot, Stage } from './prepare/prepared.ts'
import { type Refusal, refused } from './refusal.ts'
import type { Situation } from './situation.ts'

/** The candidates of a slot, before any of them is compared with another. */
export interface Sifted {
  eligible: PreparedAction[]
  refusals: Candidate[]
  /** Those whose audience does not hold, list by list: made once with the site, handed on as they are. */
  outside: (readonly Candidate[])[]
}

/** Parts the actions that may be shown from those that may not, each with the first reason against it. */
export function sift(slot: PreparedSlot, situation: Situation): Sifted {
  const sifted: Sifted = { eligible: [], refusals: [], outside: [] }
  const stagesOf = isCalmIn(slot, situation) ? calmStages : allStages
  const ask = (action: PreparedAction) => firstRefusal(stagesOf(action, situation), situation, slot)

  for (const { stages, openings } of slot.candidates(situation)) {
    const closed = firstRefusal(stages, situation, slot)
    for (const opening of openings) {
      if (closed !== undefined) for (const one of opening.audiences) put(one, () => closed, sifted)
      else if (opening.holds?.(situation.moment) !== false) enter(opening, ask, situation, sifted)
      else sifted.outside.push(opening.outside)
    }
  }
  return sifted
}

/** Asks the audiences behind an opening one by one. */
function enter(
  { audiences }: Opening,
  ask: (action: PreparedAction) => Refusal | undefined,
  { moment }: Situation,
  sifted: Sifted
): void {
  for (const audience of audiences) {
    if (audience.holds?.(moment) !== false) put(audience, ask, sifted)
    else sifted.outside.push(audience.outside)
  }
}

/** Puts each action of an audience where it belongs. */
function put(
  { actions }: Audience,
  ask: (action: PreparedAction) => Refusal | undefined,
  { eligible, refusals }: Sifted
): void {
  for (const action of actions) {
    const reason = ask(action)
    if (reason === undefined) eligible.push(action)
    else refusals.push(refused(action.id, reason))
  }
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

function allStages(action: PreparedAction): readonly Stage[] {
  return action.stages
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
