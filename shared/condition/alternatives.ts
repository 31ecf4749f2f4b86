import type { Json } from '../event/json.ts'
import type { PathTerms, Term } from './formula.ts'
import { type Surroundings, witnesses } from './witness.ts'

/** Another value for a path, known by what its comparisons would say. */
export interface Alternative {
  path: PathTerms
  /** Absent when some value would do but none is worth naming. */
  to?: Json
  /** Terms of the path that hold with it. */
  holding: ReadonlySet<Term>
}

/** Values that are there to be tried, not to be shown. */
const fillers: readonly Json[] = [true, false, 1, 0, -1, 'other', '', [], {}]

/** Comparisons whose operand does not always tell a value that meets it. */
const opaque = new Set(['$regex', '$regexi', '$elemMatch', '$all', '$alli', '$size'])

/**
 * The values a path could take instead, nearest first: one for each combination of outcomes that its
 * comparisons can have together. Two comparisons on one path never get what no single value gives both.
 */
export function alternatives(
  path: PathTerms,
  surroundings: Omit<Surroundings, 'from'> & { canTry(term: Term): boolean }
): Alternative[] {
  const found = new Map<string, Alternative>()
  const add = (holding: ReadonlySet<Term>, to?: Json) => {
    const outcome = path.terms.map((term) => (holding.has(term) ? '1' : '0')).join('')
    const isNow = path.terms.every((term) => holding.has(term) === term.holds)
    if (isNow || found.has(outcome)) return
    found.set(outcome, to === undefined ? { path, holding } : { path, holding, to })
  }
  const test = (value: Json) =>
    new Set(path.terms.filter((term) => term.check(value, surroundings)))

  const around = { ...surroundings, from: path.value }
  const named = path.terms.flatMap(({ leaf }) => witnesses[leaf.operator](leaf.operand, around))
  for (const value of [...named.sort(nearestTo(path.value)), null]) add(test(value), value)
  for (const value of fillers) add(test(value))
  for (const term of path.terms) {
    if (term.holds || !opaque.has(term.leaf.operator) || !surroundings.canTry(term)) continue
    // Nobody knows what else such a value would change: assume nothing.
    add(new Set(path.terms.filter((other) => other === term || other.holds)))
  }
  return [...found.values()]
}

/** Orders by how little the fact would have to move; what cannot be compared keeps its order. */
function nearestTo(from: Json): (a: Json, b: Json) => number {
  const distance = (value: Json) => {
    if (typeof value === 'number' && typeof from === 'number') return Math.abs(value - from)
    return kindOf(value) === kindOf(from) ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE
  }
  return (a, b) => distance(a) - distance(b)
}

function kindOf(value: Json): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}
