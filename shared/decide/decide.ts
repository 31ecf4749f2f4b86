import type { Event } from '../event/event.ts'
import type { Profile } from '../profile/profile.ts'
import type { Context, Decision, Receipt, ResolveContent } from './decision.ts'
import type { Estimate } from './estimate.ts'
import type { DecideSite } from './prepared.ts'

/** Everything a decision depends on: nothing else is read, no clock, no chance. */
export interface DecideInput {
  site: DecideSite
  profile: Profile
  context: Context
  /** Slots to fill, most prominent first: an earlier slot chooses before a later one. */
  slots: readonly string[]
  now: number
  /** Names the request: decision ids are `${seed}.${n}`. Does not influence who gets what. */
  seed: string
  resolve: ResolveContent
  /** Newest event of this request. */
  event?: Event
  /** Learning models plug in here; by default an action's own prior counts. */
  estimate?: Estimate
}

/** What to show, and why. One receipt per decision and one per slot that stays with its default. */
export interface Answer {
  decisions: Decision[]
  receipts: Receipt[]
}

/** Decides every slot of one request. Pure and total: whatever fails leaves the default content. */
export function decide(input: DecideInput): Answer {
  void input
  return { decisions: [], receipts: [] }
}
