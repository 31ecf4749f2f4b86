import type { Event } from '../event/event.ts'
import type { Json } from '../event/json.ts'
import { limits } from '../event/limits.ts'
import { own } from '../event/safe-key.ts'
import type { FoldPlan } from './fold-site.ts'
import { type GivenMap, layOver } from './given.ts'
import type { TraitPlan } from './trait-plan.ts'

/** Lays the answers that events carry over earlier ones. An empty object is a no to every purpose. */
export function foldConsent(
  consent: GivenMap,
  events: readonly Event[],
  { purposes }: FoldPlan
): GivenMap {
  const valuesOf = ({ consent: answers }: Event): [string, Json][] => {
    if (answers === undefined) return []
    const given = Object.entries(answers)
    return given.length > 0 ? given : purposes.map((purpose) => [purpose, false])
  }
  return layOver(consent, events, { max: limits.profile.purposes, valuesOf })
}

/** Whether a purpose may be served: by its last answer, or by the site's mode when there is none. */
export function isAllowed(purpose: string, consent: GivenMap, { consentMode }: FoldPlan): boolean {
  const answer = own(consent, purpose)?.value
  return answer === undefined ? consentMode !== 'required' : answer === true
}

/** Computed traits that may be folded and kept under these answers, in order of their names. */
export function allowedPlans(fold: FoldPlan, consent: GivenMap): readonly TraitPlan[] {
  return fold.plans.filter(
    ({ purpose }) => purpose === undefined || isAllowed(purpose, consent, fold)
  )
}
