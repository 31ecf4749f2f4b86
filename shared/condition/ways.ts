import type { Json, JsonObject } from '../event/json.ts'
import { type Alternative, alternatives } from './alternatives.ts'
import { smallestFlip } from './flip.ts'
import { type Formula, holdsWith, type PathTerms, study, type Term, type Tools } from './formula.ts'
import type { Tree } from './tree.ts'
import { memberOf } from './value-at.ts'

/** The fewest changes after which a formula says `wanted`; empty when there is no way. */
export function waysTo(formula: Formula, wanted: boolean, tools: Tools): Alternative[] {
  const { now, workshop } = tools
  const known = new Map<PathTerms, Alternative[]>()
  const surroundings = {
    now,
    group: workshop.group,
    meet: (tree: Tree) => meet(tree, tools),
    canTry: (term: Term) => canTry(term, tools),
  }
  return smallestFlip(formula, wanted, (path) => {
    const found = known.get(path) ?? alternatives(path, surroundings)
    known.set(path, found)
    return found
  })
}

/** Whether a comparison can be made here: patterns need an engine. */
export function canTry({ leaf }: Term, { workshop }: Tools): boolean {
  const isPattern = leaf.operator === '$regex' || leaf.operator === '$regexi'
  return !isPattern || workshop.regex !== undefined
}

/**
 * A value that meets a condition on it, built from nothing by the fewest changes: for `{ "price":
 * { "$gt": 10 } }` the element `{ "price": 11 }`.
 */
function meet(tree: Tree, tools: Tools): Json | undefined {
  const { formula, terms } = study(tree, () => null, tools)
  const isWhole = terms.some(({ path }) => path.text === '')
  if (holdsWith(formula, (term) => term.holds)) return isWhole ? 0 : {}
  const ways = waysTo(formula, true, tools)
  const [way] = ways
  if (way === undefined || ways.some(({ to }) => to === undefined)) return undefined
  if (isWhole) return way.to
  const made: JsonObject = {}
  for (const { path, to = null } of ways) put(made, path.text.split('.'), to)
  return made
}

/** Sets a value deep inside an object, making the objects on the way. */
function put(into: JsonObject, [key = '', ...rest]: readonly string[], value: Json): void {
  const given = memberOf(into, key)
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given)
  const next: JsonObject = isObject ? given : {}
  // Defined, not assigned: a key from a condition may be `__proto__`.
  Object.defineProperty(into, key, {
    value: rest.length === 0 ? value : next,
    enumerable: true,
    configurable: true,
    writable: true,
  })
  if (rest.length > 0) put(next, rest, value)
}
