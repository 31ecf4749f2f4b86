import { valueAt } from '../condition/value-at.ts'
import type { Json } from '../event/json.ts'
import { own } from '../event/safe-key.ts'
import type { FoldPlan } from './fold-site.ts'
import { statesWithOrders } from './open-orders.ts'
import type { Profile } from './profile.ts'
import { readTrait, readTraitOf } from './read-trait.ts'
import type { TraitPlan } from './trait-plan.ts'

/** What the traits of a person depend on. */
export interface TraitFactsInput {
  profile: Profile
  fold: FoldPlan
  now: number
  zone: string
  /** Whether a consent purpose may be served at this moment. */
  mayUse: (purpose: string) => boolean
}

/** Looks traits up: computed ones first, each worked out once, then given ones. */
export function createTraitFacts({
  profile,
  fold,
  now,
  zone,
  mayUse,
}: TraitFactsInput): (keys: readonly string[]) => Json | undefined {
  const read = new Map<string, Json>()
  const stateOf = statesWithOrders(profile, fold, now)

  function computed(name: string): Json {
    const known = read.get(name)
    if (known !== undefined) return known
    const plan = fold.traits.get(name)
    const value = plan && readTrait(plan, stateOf(plan), { now, zone })?.value
    read.set(name, value ?? null)
    return value ?? null
  }

  /** One group of a grouped trait, unless all of them are known already. */
  function group(plan: TraitPlan, keys: readonly string[]): Json | undefined {
    if (read.has(plan.name)) return inside(computed(plan.name), keys)
    const state = stateOf(plan)
    const valueIn = (name: string) => readTraitOf(name, plan, state, { now, zone })
    const [name = '', ...rest] = keys
    const whole = valueIn(keys.join('.'))
    return whole ?? (rest.length === 0 ? undefined : valueAt(valueIn(name) ?? null, rest))
  }

  function isWithheld(name: string): boolean {
    const purpose = fold.purpose(name)
    return purpose !== undefined && !mayUse(purpose)
  }

  return (keys) => {
    const [name = '', ...rest] = keys
    if (isWithheld(name)) return undefined
    const plan = fold.traits.get(name)
    if (plan === undefined) return givenAt(profile, keys)
    return plan.isGrouped && rest.length > 0 ? group(plan, rest) : inside(computed(name), rest)
  }
}

/** A group may be named with dots (`shoes.men`): the whole rest is tried as one key first. */
function inside(value: Json, keys: readonly string[]): Json {
  if (keys.length < 2 || typeof value !== 'object' || value === null || Array.isArray(value)) {
    return valueAt(value, keys)
  }
  return own(value, keys.join('.')) ?? valueAt(value, keys)
}

/** A given trait may be named with dots (`group.plan`) or hold an object (`address.city`). */
function givenAt({ traits }: Profile, keys: readonly string[]): Json | undefined {
  for (let end = keys.length; end > 0; end--) {
    const given = own(traits, keys.slice(0, end).join('.'))
    if (given !== undefined) return valueAt(given.value, keys.slice(end))
  }
  return undefined
}
