import type { Comparisons } from './comparisons.ts'
import { lookUp, type Moment } from './moment.ts'
import type { Tree } from './tree.ts'

/**
 * A condition as jumps. Each step is four numbers: the comparison to make, the path it looks at, the
 * step to go on with when it fails, and the one when it holds. `and`, `or` and `not` leave nothing
 * behind but targets, so running is one short loop without a call per operator.
 */
export interface Program {
  readonly steps: readonly number[]
  /** The first step, or already an end. */
  readonly entry: number
}

/** The ends; steps are 0 and up. */
const holds = -1
const fails = -2

const stepLength = 4

/** Lays a tree out as jumps. */
export function assemble(tree: Tree, comparisons: Comparisons): Program {
  const steps: number[] = []
  // From the back, so that every target is known when a jump to it is written.
  const place = (part: Tree, yes: number, no: number): number => {
    switch (part.kind) {
      case 'leaf': {
        const { number, path } = comparisons.intern(part.leaf)
        return steps.push(number, path, no, yes) - stepLength
      }
      case 'not':
        return place(part.of, no, yes)
      case 'all':
        return part.of.reduceRight((next, inner) => place(inner, next, no), yes)
      case 'any':
        return part.of.reduceRight((next, inner) => place(inner, yes, next), no)
    }
  }
  const entry = place(tree, holds, fails)
  return { steps, entry }
}

/** Runs a program; a comparison that the moment remembers is not made again. */
export function run({ steps, entry }: Program, made: Comparisons, moment: Moment): boolean {
  const { outcomes, values, mark } = moment.memory
  let at = entry
  while (at >= 0) {
    const number = steps[at] ?? 0
    // 0: failed before. 1: held before. Anything else is the mark of another moment.
    let outcome = (outcomes[number] ?? 0) ^ mark
    if (outcome !== 0 && outcome !== 1) {
      const path = steps[at + 1] ?? 0
      const known = values[path]
      const value = known === undefined ? lookUp(moment, made.paths[path]) : known
      outcome = made.checks[number]?.(value, moment) ? 1 : 0
      outcomes[number] = mark + outcome
    }
    at = steps[at + 2 + outcome] ?? fails
  }
  return at === holds
}
