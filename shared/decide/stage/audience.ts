import type { ConditionSet } from '../../condition/compile.ts'
import type { Action } from '../action.ts'
import type { Refuse, Stage } from '../prepare/prepared.ts'

/** Refuses an action to everybody its audience does not describe. */
export function audienceStage(
  { when }: Action,
  conditions: ConditionSet,
  refuse: Refuse
): Stage | undefined {
  if (when === undefined) return undefined
  const holds = conditions.add(when)
  const outside = refuse('not_in_audience')
  return ({ moment }) => (holds(moment) ? undefined : outside)
}
