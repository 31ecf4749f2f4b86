import type { Json } from '../event/json.ts'
import type { Check, Workshop } from './check/check.ts'
import { checks } from './check/checks.ts'
import { combine } from './combine.ts'
import type { RegexEngine } from './regex.ts'
import { comparisonTree, elementTree, type Tree } from './tree.ts'
import { memberOf, valueAt } from './value-at.ts'

/** What conditions of one site share. */
export interface ConditionOptions {
  /** Absent: `$regex` never holds. */
  regex?: RegexEngine | undefined
  /** Lists that `$inGroup` refers to. */
  groups?: Readonly<Record<string, readonly (string | number)[]>> | undefined
}

/** Makes checks: the same for a site's compiled set and for a condition explained once. */
export function createWorkshop({ regex, groups = {} }: ConditionOptions): Workshop {
  const sets = new Map<string, ReadonlySet<Json>>()

  const inside = (tree: Tree): Check =>
    combine(tree, ({ path, ...comparison }) => {
      const check = workshop.check(comparison)
      if (path === '') return check
      if (!path.includes('.')) return (value, clock) => check(memberOf(value, path), clock)
      const keys = path.split('.')
      return (value, clock) => check(valueAt(value, keys), clock)
    })

  const workshop: Workshop = {
    regex,
    check: ({ operator, operand }) => checks[operator](operand, workshop),
    group(name) {
      // A group may have 100,000 members; every leaf that refers to it shares one set.
      const known = sets.get(name)
      if (known !== undefined) return known
      const members = new Set<Json>(Object.hasOwn(groups, name) ? groups[name] : [])
      sets.set(name, members)
      return members
    },
    comparison: (comparison) => inside(comparisonTree('', comparison)),
    element: (condition) => inside(elementTree(condition)),
  }
  return workshop
}
