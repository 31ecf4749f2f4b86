import type { Check, Workshop } from './check/check.ts'
import type { Path } from './memory.ts'
import type { Leaf } from './tree.ts'

/** Where a comparison stands in the tables of its set. */
export interface Interned {
  /** Index into `checks`. */
  readonly number: number
  /** Index into `paths`. */
  readonly path: number
}

/**
 * Every comparison and every path of a set, by number. Equal ones get one number, whatever condition
 * they stand in, so that a moment can remember what was read and tested in plain arrays.
 */
export interface Comparisons {
  readonly checks: readonly Check[]
  readonly paths: readonly Path[]
  intern(leaf: Leaf): Interned
  internPath(text: string): Path
}

/** Creates the empty tables of one condition set. */
export function createComparisons(workshop: Workshop): Comparisons {
  const checks: Check[] = []
  const paths: Path[] = []
  const known = new Map<string, Interned>()
  const knownPaths = new Map<string, Path>()

  const internPath = (text: string): Path => {
    const before = knownPaths.get(text)
    if (before !== undefined) return before
    const path = { id: paths.length, text, keys: text.split('.') }
    paths.push(path)
    knownPaths.set(text, path)
    return path
  }
  const intern = (leaf: Leaf): Interned => {
    const key = JSON.stringify([leaf.path, leaf.operator, leaf.operand])
    const before = known.get(key)
    if (before !== undefined) return before
    const made = { number: checks.length, path: internPath(leaf.path).id }
    checks.push(workshop.check(leaf))
    known.set(key, made)
    return made
  }
  return { checks, paths, intern, internPath }
}
