import { own } from '../event/safe-key.ts'
import { foldComputed } from './computed.ts'
import { isAllowed } from './consent.ts'
import type { FoldPlan } from './fold-site.ts'
import type { ComputedState, Profile } from './profile.ts'
import type { TraitPlan } from './trait-plan.ts'

/** Answers the state of a computed trait as it is to be read. */
export type ReadState = (plan: TraitPlan) => ComputedState | undefined

/** The states of computed traits with the orders counted in that are still open. */
export function statesWithOrders(profile: Profile, fold: FoldPlan, now: number): ReadState {
  const { computed, consent, orders } = profile
  const open = Object.values(orders?.open ?? {})
  if (open.length === 0) return ({ name }) => own(computed, name)
  const names = new Set(open.map(({ name }) => name))
  const states = new Map<string, ComputedState | undefined>()

  return (plan) => {
    const { name, events, purpose } = plan
    const isAboutOrders = events === undefined || events.some((one) => names.has(one))
    const mayBeFolded = purpose === undefined || isAllowed(purpose, consent, fold)
    if (!isAboutOrders || !mayBeFolded) return own(computed, name)
    if (!states.has(name)) {
      states.set(name, foldComputed(computed, open, { now, plans: [plan] })[name])
    }
    return states.get(name)
  }
}
