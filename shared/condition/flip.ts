import type { Alternative } from './alternatives.ts'
import { type Formula, holdsWith, type PathTerms, type Term } from './formula.ts'

/** Steps before a search for the smallest set gives up; ordinary conditions take a few dozen. */
const maxSteps = 2_000

/** A search under way: which paths have been given another value. */
interface Search {
  alternativesOf(path: PathTerms): readonly Alternative[]
  chosen: Map<PathTerms, Alternative>
  truth(term: Term): boolean
  steps: number
}

/**
 * The fewest paths whose change makes a formula say `wanted`, each with a value to take; empty when
 * nothing does. Tries with one change allowed, then two, and so on, so the first answer is a smallest
 * one. Where thousands of alternatives are entangled it settles for any answer.
 */
export function smallestFlip(
  formula: Formula,
  wanted: boolean,
  alternativesOf: (path: PathTerms) => readonly Alternative[]
): Alternative[] {
  const chosen: Search['chosen'] = new Map()
  const truth = (term: Term) => chosen.get(term.path)?.holding.has(term) ?? term.holds
  const search: Search = { alternativesOf, chosen, truth, steps: 0 }
  const all = pathsOf(formula).size
  let allowed = fewestChanges(formula, wanted, search)
  while (allowed <= all && !reach(formula, wanted, allowed, search)) {
    if (search.steps > maxSteps) {
      search.steps = 0
      return allowed < all && reach(formula, wanted, all, search) ? [...chosen.values()] : []
    }
    allowed++
  }
  return [...chosen.values()]
}

/** Chooses at most so many alternatives that the formula says `wanted`. */
function reach(formula: Formula, wanted: boolean, allowed: number, search: Search): boolean {
  if (holdsWith(formula, search.truth) === wanted) return true
  if (++search.steps > maxSteps || fewestChanges(formula, wanted, search) > allowed) return false
  for (const move of moves(formula, wanted, search)) {
    search.chosen.set(move.path, move)
    if (reach(formula, wanted, allowed - 1, search)) return true
    search.chosen.delete(move.path)
  }
  return false
}

/**
 * Alternatives of which every solution takes at least one: those of a single failed part where all
 * parts are needed, those of each part where one suffices.
 */
function moves(part: Formula, wanted: boolean, search: Search): readonly Alternative[] {
  if (part.kind === 'not') return moves(part.of, !wanted, search)
  if (part.kind === 'term') {
    const { term } = part
    if (search.chosen.has(term.path)) return []
    return search.alternativesOf(term.path).filter(({ holding }) => holding.has(term) === wanted)
  }
  if ((part.kind === 'any') === wanted) {
    return [...new Set(part.of.flatMap((each) => moves(each, wanted, search)))]
  }
  const failed = part.of.find((each) => holdsWith(each, search.truth) !== wanted)
  return failed === undefined ? [] : moves(failed, wanted, search)
}

/** A number of changes that no solution goes below; infinite when there is none. */
function fewestChanges(part: Formula, wanted: boolean, search: Search): number {
  if (holdsWith(part, search.truth) === wanted) return 0
  if (part.kind === 'not') return fewestChanges(part.of, !wanted, search)
  if (part.kind === 'term') {
    return moves(part, wanted, search).length > 0 ? 1 : Number.POSITIVE_INFINITY
  }
  const each = part.of.map((inner) => fewestChanges(inner, wanted, search))
  return (part.kind === 'any') === wanted ? Math.min(...each) : atLeastTogether(part.of, each)
}

/** Parts without a path in common add up; one that shares a path may come along for free. */
function atLeastTogether(parts: readonly Formula[], each: readonly number[]): number {
  const counted = new Set<PathTerms>()
  let sum = 0
  for (const [i, part] of parts.entries()) {
    const own = pathsOf(part)
    if ([...own].some((path) => counted.has(path))) continue
    for (const path of own) counted.add(path)
    sum += each[i] ?? 0
  }
  return Math.max(sum, ...each)
}

function pathsOf(part: Formula, into = new Set<PathTerms>()): Set<PathTerms> {
  if (part.kind === 'term') into.add(part.term.path)
  else if (part.kind === 'not') pathsOf(part.of, into)
  else for (const inner of part.of) pathsOf(inner, into)
  return into
}
