import { type Check, neverHolds } from './check/check.ts'
import type { Comparisons } from './comparisons.ts'
import type { Path } from './memory.ts'
import { lookUp, type Moment } from './moment.ts'
import type { Tree } from './tree.ts'

/**
 * A condition as a decision diagram: a comparison, and the step to go on with when it holds or fails.
 * `and`, `or` and `not` leave nothing behind but these links, so running a condition is one short loop
 * without a call per operator.
 */
export interface Step {
  /** The comparison's number in its set. */
  readonly number: number
  readonly path: Path
  readonly check: Check
  readonly yes: Step
  readonly no: Step
}

const holds = createEnd()
const fails = createEnd()

/** Links a tree up; answers with the first step, which may already be an end. */
export function link(tree: Tree, comparisons: Comparisons, yes = holds, no = fails): Step {
  switch (tree.kind) {
    case 'leaf': {
      const { number, path, check } = comparisons.intern(tree.leaf)
      return { number, path, check, yes, no }
    }
    case 'not':
      return link(tree.of, comparisons, no, yes)
    // From the back: a part needs to know the one that follows it.
    case 'all':
      return tree.of.reduceRight((next, part) => link(part, comparisons, next, no), yes)
    case 'any':
      return tree.of.reduceRight((next, part) => link(part, comparisons, yes, next), no)
  }
}

/** A comparison as a diagram of its own. Equal ones have the same key. */
export interface Demand {
  readonly key: string
  readonly step: Step
}

/**
 * The comparisons that a diagram begins with and each of which settles it by failing: many audiences
 * demand the same, and one look tells them all off.
 */
export function demands(first: Step): Demand[] {
  const found: Demand[] = []
  let step = first
  while (step !== holds && step !== fails) {
    const isWanted = step.no === fails
    if (!isWanted && step.yes !== fails) break
    const alone = isWanted ? { ...step, yes: holds } : { ...step, no: holds }
    found.push({ key: `${isWanted ? '' : 'not '}${step.number}`, step: alone })
    step = isWanted ? step.yes : step.no
  }
  return found
}

/** Follows a diagram to its end; a comparison that the moment remembers is not made again. */
export function follow(first: Step, moment: Moment): boolean {
  const { outcomes, values, mark } = moment.memory
  let step = first
  while (step !== holds && step !== fails) {
    const { number, path } = step
    // 0: failed before. 1: held before. Anything else is the mark of another moment.
    let outcome = (outcomes[number] ?? 0) ^ mark
    if (outcome !== 0 && outcome !== 1) {
      const known = values[path.id]
      const value = known === undefined ? lookUp(moment, path) : known
      outcome = step.check(value, moment) ? 1 : 0
      outcomes[number] = mark + outcome
    }
    step = outcome === 1 ? step.yes : step.no
  }
  return step === holds
}

/** An end is a step that is never taken: only its identity counts. */
function createEnd(): Step {
  return {
    number: 0,
    path: { id: 0, text: '', keys: [] },
    check: neverHolds,
    get yes(): Step {
      return this
    },
    get no(): Step {
      return this
    },
  }
}
