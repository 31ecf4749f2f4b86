import type { ConditionSet } from '../../condition/compile.ts'
import type { Json } from '../../event/json.ts'
import type { Action } from '../action.ts'
import type { Situation } from '../situation.ts'
import type { ItemReference, PreparedAction } from './prepared.ts'

/** Prepares what a success of an action is worth. A fact that holds no number is worth nothing. */
export function prepareWorth(
  value: Action['value'],
  item: ItemReference | undefined,
  conditions: ConditionSet
): PreparedAction['worth'] {
  if (value === undefined) return () => 1
  if (typeof value === 'number') return () => value
  const { of, times, plus, atLeast, atMost } = typeof value === 'string' ? { of: value } : value
  const reads = (part: number | string | undefined, otherwise: number): PreparedAction['worth'] =>
    typeof part === 'string' ? numberAt(part, item, conditions) : () => part ?? otherwise
  const [base, factor, extra] = [numberAt(of, item, conditions), reads(times, 1), reads(plus, 0)]
  return (situation) => {
    const number = base(situation)
    // A fact that is missing makes the whole worth nothing, not merely what is added to it.
    const worth = Number.isNaN(number) ? 0 : number * factor(situation) + extra(situation)
    return Math.min(atMost ?? Infinity, Math.max(atLeast ?? -Infinity, worth || 0))
  }
}

/** The number at a path; not a number when there is none. */
function numberAt(
  path: string,
  item: ItemReference | undefined,
  conditions: ConditionSet
): PreparedAction['worth'] {
  const read = reader(path, item, conditions)
  return (situation) => {
    const fact = read(situation)
    return typeof fact === 'number' ? fact : Number.NaN
  }
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
