import type { Leaf, Tree } from './tree.ts'

/** A compiled part of a condition, over whatever its leaves look at. */
export type TestOf<Subject> = (subject: Subject) => boolean

/**
 * Turns a tree into closures; `leafTest` says how a comparison is tested. Two and three parts, the
 * usual sizes, get closures of their own: a loop over an array costs more than the comparisons.
 */
export function combine<Subject>(
  tree: Tree,
  leafTest: (leaf: Leaf) => TestOf<Subject>
): TestOf<Subject> {
  switch (tree.kind) {
    case 'leaf':
      return leafTest(tree.leaf)
    case 'not': {
      const test = combine(tree.of, leafTest)
      return (subject) => !test(subject)
    }
    case 'all':
      return everyOf(tree.of.map((part) => combine(part, leafTest)))
    case 'any':
      return someOf(tree.of.map((part) => combine(part, leafTest)))
  }
}

function everyOf<Subject>(tests: readonly TestOf<Subject>[]): TestOf<Subject> {
  const [a, b, c] = tests
  if (a === undefined) return () => true
  if (b === undefined) return a
  if (c === undefined) return (subject) => a(subject) && b(subject)
  if (tests.length === 3) return (subject) => a(subject) && b(subject) && c(subject)
  return (subject) => {
    for (const test of tests) if (!test(subject)) return false
    return true
  }
}

function someOf<Subject>(tests: readonly TestOf<Subject>[]): TestOf<Subject> {
  const [a, b, c] = tests
  if (a === undefined) return () => false
  if (b === undefined) return a
  if (c === undefined) return (subject) => a(subject) || b(subject)
  if (tests.length === 3) return (subject) => a(subject) || b(subject) || c(subject)
  return (subject) => {
    for (const test of tests) if (test(subject)) return true
    return false
  }
}
