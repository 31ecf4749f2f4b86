import { lookupIn } from '../condition/value-at.ts'
import type { Event } from '../event/event.ts'
import type { Json } from '../event/json.ts'
import { own } from '../event/safe-key.ts'
import { takeText } from './aggregate/take.ts'
import { asTimeline, dropBefore, hasBefore, isEmpty } from './aggregate/timeline.ts'
import type { ComputedState } from './profile.ts'
import { eventFacts, rowsOf } from './rows.ts'
import type { TraitPlan } from './trait-plan.ts'

type Computed = Readonly<Record<string, ComputedState>>

/** What a fold of computed traits goes by. */
export interface ComputedOptions {
  now: number
  /** Traits that may be folded, in order of their names: declared, and allowed by consent. */
  plans: readonly TraitPlan[]
}

/**
 * Folds events into the states of computed traits. States of traits that are not among the plans are
 * given up; a state of another declaration starts anew (see `staleTraits`).
 */
export function foldComputed(
  computed: Computed,
  events: readonly Event[],
  { now, plans }: ComputedOptions
): Record<string, ComputedState> {
  const folded: Record<string, ComputedState> = {}
  const batch = events.map((event) => ({ event, facts: eventFacts(event) }))
  for (const plan of plans) {
    const draft = createDraft(plan, stateOf(computed, plan))
    for (const { event, facts } of batch) {
      if (counts(plan, event, facts)) addEvent(draft, event, facts)
    }
    const state = finish(draft, now)
    if (state !== undefined) folded[plan.name] = state
  }
  return folded
}

/** Adds up two people's states; both are left as they are. */
export function mergeComputed(
  a: Computed,
  b: Computed,
  { now, plans }: ComputedOptions
): Record<string, ComputedState> {
  const merged: Record<string, ComputedState> = {}
  for (const plan of plans) {
    const [ours, theirs] = [stateOf(a, plan), stateOf(b, plan)]
    const data =
      ours === undefined || theirs === undefined
        ? (ours ?? theirs)?.data
        : plan.store.merge(ours.data, theirs.data)
    if (data === undefined) continue
    const { declaration } = plan
    const state = finish(createDraft(plan, { declaration, data }), now)
    if (state !== undefined) merged[plan.name] = state
  }
  return merged
}

/** A state on its way; copied when it is first written to. */
interface Draft {
  plan: TraitPlan
  state: ComputedState | undefined
  isCopied: boolean
}

function createDraft(plan: TraitPlan, state: ComputedState | undefined): Draft {
  return { plan, state, isCopied: false }
}

function stateOf(computed: Computed, { name, declaration }: TraitPlan): ComputedState | undefined {
  const state = own(computed, name)
  return state?.declaration === declaration ? state : undefined
}

function counts(plan: TraitPlan, event: Event, facts: Json): boolean {
  if (plan.events !== undefined && !plan.events.includes(event.name)) return false
  return plan.where === undefined || plan.where(lookupIn(facts), event.at)
}

function addEvent(draft: Draft, event: Event, facts: Json): void {
  const { at, id } = event
  const { kind, store, paths, isGrouped } = draft.plan
  const keys: string[] = []
  for (const { by, of } of rowsOf(facts, paths)) {
    const key = isGrouped ? takeText(by) : ''
    const value = kind.take(of, event)
    if (key === undefined || value === undefined) continue
    // An event with two products of one category is still one event of that category.
    if (!kind.needsValue && keys.includes(key)) continue
    keys.push(key)
    const state = writable(draft)
    state.data = store.add(state.data, { at, key, value, id })
  }
}

function writable(draft: Draft): ComputedState {
  if (draft.state !== undefined && draft.isCopied) return draft.state
  const { declaration, store } = draft.plan
  const data = draft.state === undefined ? store.zero() : store.copy(draft.state.data)
  draft.isCopied = true
  draft.state = { declaration, data }
  return draft.state
}

/** Forgets what no reading can ask for any more; a state without anything left is none. */
function finish(draft: Draft, now: number): ComputedState | undefined {
  const { isTimed, horizonMs, slotMs } = draft.plan
  if (draft.state === undefined || !isTimed) return draft.state
  const before = now - horizonMs
  if (hasBefore(asTimeline(draft.state.data), before, slotMs)) {
    dropBefore(asTimeline(writable(draft).data), before, slotMs)
  }
  return isEmpty(asTimeline(draft.state.data)) ? undefined : draft.state
}
