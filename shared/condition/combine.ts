import type { Check } from './check/check.ts'
import type { Leaf, Tree } from './tree.ts'

/**
 * One check out of a tree of them, for conditions inside a comparison. These run once per element of a
 * list and have nothing to remember, so closures beat the jumps that a set's conditions are laid out as.
 */
export function combine(tree: Tree, checkOf: (leaf: Leaf) => Check): Check {
  switch (tree.kind) {
    case 'leaf':
      return checkOf(tree.leaf)
    case 'not': {
      const check = combine(tree.of, checkOf)
      return (value, clock) => !check(value, clock)
    }
    case 'all':
      return everyOf(tree.of.map((part) => combine(part, checkOf)))
    case 'any':
      return someOf(tree.of.map((part) => combine(part, checkOf)))
  }
}

function everyOf(checks: readonly Check[]): Check {
  const [first, second] = checks
  if (first !== undefined && second !== undefined && checks.length === 2) {
    // The usual size: a loop over two costs more than the two.
    return (value, clock) => first(value, clock) && second(value, clock)
  }
  return (value, clock) => {
    for (const check of checks) if (!check(value, clock)) return false
    return true
  }
}

function someOf(checks: readonly Check[]): Check {
  return (value, clock) => {
    for (const check of checks) if (check(value, clock)) return true
    return false
  }
}
