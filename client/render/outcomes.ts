import { type Outcome, outcomeEvents } from '../../shared/api/outcomes.ts'
import type { Core } from '../core.ts'
import type { Host } from '../host.ts'
import { whenSeen } from '../page/prerender.ts'

/** Reports what came of decisions: each outcome of each decision once, and only of pages that are shown. */
export const createOutcomes = (record: Core['record']): Host['outcome'] => {
  const reported = new Set<string>()
  return ({ id, action, slot, variant = null }, outcome: Outcome) => {
    const key = id + outcome
    if (reported.has(key)) return
    reported.add(key)
    const properties = { decision: id, action, slot, variant }
    whenSeen(() => record({ type: 'track', event: outcomeEvents[outcome], properties }))
  }
}
