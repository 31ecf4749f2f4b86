import type { ConditionSet } from '../../condition/compile.ts'
import type { Json } from '../../event/json.ts'
import type { Action } from '../action.ts'
import type { Situation } from '../situation.ts'
import type { ItemReference, PreparedAction } from './prepared.ts'

type Value = Exclude<NonNullable<Action['value']>, number | string>

/** Prepares what a success of an action is worth. A fact that holds no number is worth nothing. */
export function prepareWorth(
  value: Action['value'],
  item: ItemReference | undefined,
  conditions: ConditionSet
): PreparedAction['worth'] {
  if (value === undefined) return () => 1
  if (typeof value === 'number') return () => value
  const scaled: Value = typeof value === 'string' ? { of: value } : value
  const read = reader(scaled.of, item, conditions)
  return (situation) => scale(read(situation), scaled)
}

/** `item.price` is a property of the action's own item; everything else is a fact like any other. */
function reader(
  path: string,
  item: ItemReference | undefined,
  conditions: ConditionSet
): (situation: Situation) => Json {
  if (!path.startsWith('item.')) {
    const fact = conditions.fact(path)
    return ({ moment }) => fact(moment)
  }
  return (situation) => {
    const id = item?.id(situation)
    return id === undefined ? null : situation.read(`items.${id}.${path.slice(5)}`)
  }
}

function scale(
  fact: Json,
  { times = 1, plus = 0, atLeast = -Infinity, atMost = Infinity }: Value
): number {
  const number = typeof fact === 'number' ? fact * times + plus : 0
  return Math.min(atMost, Math.max(atLeast, number))
}
