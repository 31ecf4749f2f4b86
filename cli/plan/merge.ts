import type { JsonObject } from '../../shared/event/json.ts'
import { valueIn, withChange } from '../../shared/site/change/changes.ts'
import { type Rebased, rebase } from '../../shared/site/change/rebase.ts'
import { Failure } from '../failure.ts'

/** A document of mine, one of theirs, and the one that both began with. */
export interface ThreeSides {
  base: JsonObject
  mine: JsonObject
  theirs: JsonObject
}

/** Whose value counts where both have changed the same; without a word nothing is merged. */
export type Preference = 'mine' | 'theirs' | undefined

/** Brings two people's work together. Throws what both have changed when nobody said whose counts. */
export function mergeDocuments(
  { base, mine, theirs }: ThreeSides,
  preference: Preference
): JsonObject {
  const { config, clashes } = rebase(base, mine, theirs)
  if (clashes.length === 0 || preference === 'mine') return config
  if (preference === undefined) throw clashFailure(clashes)
  return clashes.reduce((whole, clash) => {
    // Where one has changed a part of what the other took away, the whole of it is theirs.
    const [path = []] = [clash.mine.path, clash.theirs.path].sort((a, b) => a.length - b.length)
    const to = valueIn(theirs, path)
    return withChange(whole, { path, ...(to !== undefined && { to }) })
  }, config)
}

function clashFailure(clashes: Rebased['clashes']): Failure {
  const faults = clashes.flatMap(({ mine, theirs }) => [
    theirs.path.join('.'),
    `  yours:  ${JSON.stringify(mine.to) ?? 'removed'}`,
    `  theirs: ${JSON.stringify(theirs.to) ?? 'removed'}`,
  ])
  return new Failure('clash', 'You and somebody else have changed the same. Nothing was written.', [
    ...faults,
    'attune pull --mine keeps yours, attune pull --theirs takes theirs.',
  ])
}
