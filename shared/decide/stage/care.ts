import type { Action } from '../action.ts'
import type { Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'

const inCare = refusal('care_mode')

/** Nothing is sold to somebody who is angry or stuck. */
const sellsNothing: Stage = ({ care }) => (care ? inCare : undefined)

/** Refuses what sells while a person needs care. `help` and `inform` pass. */
export function careStage(action: Action): Stage | undefined {
  const sells = (action.intent ?? 'sell') === 'sell' && action.transactional !== true
  return sells ? sellsNothing : undefined
}
