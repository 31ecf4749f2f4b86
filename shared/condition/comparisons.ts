import type { Check, Workshop } from './check/check.ts'
import type { Path, Room } from './memory.ts'
import type { Leaf } from './tree.ts'

/** One comparison of a set. */
export interface Comparison {
  readonly number: number
  readonly path: Path
  readonly check: Check
}

/**
 * Every comparison and every path of a set, numbered. Equal ones are one, whatever condition they stand
 * in, so that a moment can remember in plain arrays what was read and tested.
 */
export interface Comparisons {
  intern(leaf: Leaf): Comparison
  internPath(text: string): Path
  /** How many there are: what a moment needs room for. */
  count(): Room
}

/** Creates the empty table of one condition set. */
export function createComparisons(workshop: Workshop): Comparisons {
  const comparisons = new Map<string, Comparison>()
  const paths = new Map<string, Path>()

  const internPath = (text: string): Path => {
    const known = paths.get(text)
    if (known !== undefined) return known
    const path = { id: paths.size, text, keys: text.split('.') }
    paths.set(text, path)
    return path
  }
  const intern = (leaf: Leaf): Comparison => {
    const key = JSON.stringify([leaf.path, leaf.operator, leaf.operand])
    const known = comparisons.get(key)
    if (known !== undefined) return known
    const path = internPath(leaf.path)
    const made = { number: comparisons.size, path, check: workshop.check(leaf) }
    comparisons.set(key, made)
    return made
  }
  const count = () => ({ comparisons: comparisons.size, paths: paths.size })
  return { intern, internPath, count }
}
