import { limits } from '../event/limits.ts'
import type { LedgerEntry, Profile } from '../profile/profile.ts'
import { instantMs, reservationMs } from './attention.ts'
import type { Decision } from './decision.ts'

/** Where and when decisions leave for their channel. */
export interface RecordOptions {
  now: number
  channel: string
  /**
   * `decided` (default): a page confirms by `Decision Rendered`; until then the decision counts
   * against caps for a minute. `rendered`: the channel never confirms (an e-mail, a till's line).
   */
  as?: 'decided' | 'rendered' | undefined
  /** Slots whose decisions wait in the page's storage; every slot, when it is not known. */
  isInstant?: ((slot: string) => boolean) | undefined
}

/** Writes decisions into the attention ledger. Answers a new profile, or the same one when none. */
export function recordDecided(
  profile: Profile,
  decisions: readonly Decision[],
  { now, channel, as: outcome = 'decided', isInstant = () => true }: RecordOptions
): Profile {
  if (decisions.length === 0) return profile
  const session = profile.session?.id
  const entries = decisions.map(
    ({ id, action, variant, slot }): LedgerEntry => ({
      at: now,
      outcome,
      decision: id,
      action,
      slot,
      channel,
      variant,
      ...(session === undefined ? {} : { session }),
    })
  )
  const totals = { ...profile.totals }
  for (const { action } of entries) {
    const known = Object.hasOwn(totals, action) ? totals[action] : undefined
    const count = (known?.[outcome]?.count ?? 0) + 1
    totals[action] = { ...known, [outcome]: { count, last: now } }
  }
  return {
    ...profile,
    totals,
    ledger: [...profile.ledger.filter(isOfUse(now, isInstant)), ...entries].slice(
      -limits.profile.ledger
    ),
  }
}

/** A decision that no page has confirmed in all that time is on its way to nobody. */
function isOfUse(now: number, isInstant: (slot: string) => boolean) {
  return ({ outcome, at, slot }: LedgerEntry): boolean =>
    outcome !== 'decided' || at > now - (isInstant(slot) ? instantMs : reservationMs)
}
