import type { Json } from '../event/json.ts'
import type { Check, Clock, Workshop } from './check/check.ts'
import type { Leaf, Tree } from './tree.ts'

/** A leaf of a condition under study: numbered, bound to its path, with its check. */
export interface Term {
  leaf: Leaf
  path: PathTerms
  check: Check
  /** With the facts as they are. */
  holds: boolean
}

/** A path of a condition under study and every comparison on it. */
export interface PathTerms {
  text: string
  value: Json
  terms: Term[]
}

/** A tree whose leaves are terms; equal comparisons are one term. */
export type Formula =
  | { kind: 'all' | 'any'; of: readonly Formula[] }
  | { kind: 'not'; of: Formula }
  | { kind: 'term'; term: Term }

/** What studying needs: the time, and how comparisons are made. */
export interface Tools extends Clock {
  readonly workshop: Workshop
}

/** A condition with the values it saw. */
export interface Study {
  formula: Formula
  /** In the order of the condition. */
  terms: readonly Term[]
}

/** Reads every path of a tree and tests every comparison, also those that evaluating would skip. */
export function study(tree: Tree, value: (path: string) => Json, tools: Tools): Study {
  const paths = new Map<string, PathTerms>()
  const terms = new Map<string, Term>()

  const pathOf = (text: string): PathTerms => {
    const path = paths.get(text) ?? { text, value: value(text), terms: [] }
    paths.set(text, path)
    return path
  }
  const termOf = (leaf: Leaf): Term => {
    const key = JSON.stringify([leaf.path, leaf.operator, leaf.operand])
    const known = terms.get(key)
    if (known !== undefined) return known
    const path = pathOf(leaf.path)
    const check = tools.workshop.check(leaf)
    const term = { leaf, path, check, holds: check(path.value, tools) }
    path.terms.push(term)
    terms.set(key, term)
    return term
  }
  const formulaOf = (part: Tree): Formula => {
    if (part.kind === 'leaf') return { kind: 'term', term: termOf(part.leaf) }
    if (part.kind === 'not') return { kind: 'not', of: formulaOf(part.of) }
    return { kind: part.kind, of: part.of.map(formulaOf) }
  }
  const formula = formulaOf(tree)
  return { formula, terms: [...terms.values()] }
}

/** Whether a formula holds when `truth` says which terms do. */
export function holdsWith(formula: Formula, truth: (term: Term) => boolean): boolean {
  switch (formula.kind) {
    case 'term':
      return truth(formula.term)
    case 'not':
      return !holdsWith(formula.of, truth)
    case 'all':
      return formula.of.every((part) => holdsWith(part, truth))
    case 'any':
      return formula.of.some((part) => holdsWith(part, truth))
  }
}
