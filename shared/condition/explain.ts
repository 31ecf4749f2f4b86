import type { Json } from '../event/json.ts'
import type { Alternative } from './alternatives.ts'
import type { Condition, Lookup } from './condition.ts'
import { holdsWith, study, type Term } from './formula.ts'
import type { Comparison } from './operators.ts'
import { toTree } from './tree.ts'
import { canTry, waysTo } from './ways.ts'
import { type ConditionOptions, createWorkshop } from './workshop.ts'

/** One comparison of a condition and how it went. */
export interface LeafOutcome {
  path: string
  /** `is`: the bare comparison `{ "context.country": "FR" }`. */
  operator: Comparison | 'is'
  operand: Json
  /** What the path held; null when nothing. */
  value: Json
  /** Of the comparison by itself: under a `$not` it speaks against the condition. */
  holds: boolean
  /** Set when a pattern could not be tried: there is no regular expression engine here. */
  untried?: true
}

/** One fact that would have to be different. */
export interface Change {
  path: string
  from: Json
  /** A value that would do, the nearest we know; absent when none is worth naming (a pattern). */
  to?: Json
  /** The comparisons on this path whose outcome would change, as they are now. */
  leaves: LeafOutcome[]
}

/** Why a condition holds or not. */
export interface Explanation {
  holds: boolean
  leaves: LeafOutcome[]
  /** The fewest facts whose change turns the answer; empty when no change can. */
  flip: Change[]
}

/** Explains a condition: every comparison with the value it saw, and what would turn the answer. */
export function explain(
  condition: Condition,
  lookup: Lookup,
  { now, ...options }: ConditionOptions & { now: number }
): Explanation {
  const tools = { now, workshop: createWorkshop(options) }
  const value = (path: string) => lookup(path, path.split('.')) ?? null
  const { formula, terms } = study(toTree(condition), value, tools)
  const outcomes = new Map(terms.map((term) => [term, outcomeOf(term, canTry(term, tools))]))
  const holds = holdsWith(formula, (term) => term.holds)
  const flip = waysTo(formula, !holds, tools).map((way) => changeOf(way, outcomes))
  return { holds, leaves: [...outcomes.values()], flip }
}

function outcomeOf({ leaf, path, holds }: Term, isTried: boolean): LeafOutcome {
  const { operator, operand } = leaf
  const outcome = { path: path.text, operator, operand, value: path.value, holds }
  return isTried ? outcome : { ...outcome, untried: true }
}

function changeOf(way: Alternative, outcomes: ReadonlyMap<Term, LeafOutcome>): Change {
  const turned = way.path.terms.filter((term) => way.holding.has(term) !== term.holds)
  const change = {
    path: way.path.text,
    from: way.path.value,
    leaves: turned.flatMap((term) => outcomes.get(term) ?? []),
  }
  return way.to === undefined ? change : { ...change, to: way.to }
}
