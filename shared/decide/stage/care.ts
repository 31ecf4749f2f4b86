import type { Action } from '../action.ts'
import type { Refuse, Stage } from '../prepare/prepared.ts'

/** Nothing is sold to somebody who is angry or stuck. Only `help` and `inform` pass. */
export function careStage(action: Action, refuse: Refuse): Stage | undefined {
  if ((action.intent ?? 'sell') !== 'sell' || action.transactional === true) return undefined
  const refusal = refuse('care_mode')
  return ({ care }) => (care ? refusal : undefined)
}
