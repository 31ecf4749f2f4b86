import { type HashVersion, inRange, type Range } from '../../hash/hash.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Action } from '../action.ts'
import type { Refuse, Stage } from '../prepare/prepared.ts'

/** Asks where this person falls for a seed. */
export type Bucket = (seed: string, version: HashVersion) => number

/** Whether this person belongs to those who get nothing, so that the rest can be compared. */
export function isHeldOut(holdout: SiteConfig['holdout'], bucket: Bucket): boolean {
  if (holdout === undefined || holdout.share === 0) return false
  const held: Range = [0, holdout.share]
  return inRange(bucket(holdout.seed ?? 'holdout', 2), held)
}

/** Refuses an action for the people of the holdout; what is owed is sent to them, too. */
export function holdoutStage(
  action: Action,
  { holdout }: SiteConfig,
  refuse: Refuse
): Stage | undefined {
  if (holdout === undefined || holdout.share === 0 || action.transactional === true)
    return undefined
  const refusal = refuse('held_out')
  return ({ held }) => (held ? refusal : undefined)
}
