import { type HashVersion, inRange, type Range } from '../../hash/hash.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Action } from '../action.ts'
import type { Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'

/** Asks where this person falls for a seed. */
export type Bucket = (seed: string, version: HashVersion) => number

/** Whether this person belongs to those who get nothing, so that the rest can be compared. */
export function isHeldOut(holdout: SiteConfig['holdout'], bucket: Bucket): boolean {
  if (holdout === undefined || holdout.share === 0) return false
  const held: Range = [0, holdout.share]
  return inRange(bucket(holdout.seed ?? 'holdout', 2), held)
}

const heldOut = refusal('held_out')

const getsNothing: Stage = ({ held }) => (held ? heldOut : undefined)

/** Refuses an action for the people of the holdout; what is owed is sent to them, too. */
export function holdoutStage(action: Action, { holdout }: SiteConfig): Stage | undefined {
  const spares = holdout === undefined || holdout.share === 0 || action.transactional === true
  return spares ? undefined : getsNothing
}
