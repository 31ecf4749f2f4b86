import type { JsonObject } from '../../event/json.ts'
import { type Change, changesBetween, isSame, valueIn, withChange } from './changes.ts'

/** Two people's work on one document, brought together. */
export interface Rebased {
  config: JsonObject
  /** What both changed, each in their own way: mine is in the document, theirs is told here. */
  clashes: { mine: Change; theirs: Change }[]
}

/**
 * Brings my changes since `base` onto a newer document. Whatever only one of us has touched is
 * kept as it is; where both did, mine stands, and the owner is asked.
 */
export function rebase(base: JsonObject, mine: JsonObject, theirs: JsonObject): Rebased {
  const my = changesBetween(base, mine)
  const their = changesBetween(base, theirs)
  const config = my.reduce(withChange, theirs)
  const clashes = my.flatMap((change) =>
    their
      // Equal values at two depths are no agreement: what counts is whether theirs is still there.
      .filter((other) => overlap(change, other) && !isSame(valueIn(config, other.path), other.to))
      .map((other) => ({ mine: change, theirs: other }))
  )
  return { config, clashes }
}

/** Whether one of two changes is within the other. */
function overlap({ path: a }: Change, { path: b }: Change): boolean {
  const shorter = Math.min(a.length, b.length)
  return a.slice(0, shorter).every((key, i) => key === b[i])
}
