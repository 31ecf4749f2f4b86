import { limits } from '../event/limits.ts'
import { assemble } from './assemble.ts'
import { mergeTrouble } from './care.ts'
import { foldComputed, mergeComputed } from './computed.ts'
import { allowedPlans } from './consent.ts'
import type { FoldOptions } from './fold.ts'
import { mergeGiven } from './given.ts'
import { mergeItems } from './items.ts'
import { mergeIds } from './known-ids.ts'
import { mergeOrders } from './orders.ts'
import { mergeLedgers, mergeTotals } from './outcomes.ts'
import type { Profile } from './profile.ts'
import { mergeSeen } from './seen.ts'
import { mergeVisits } from './visits.ts'

/**
 * One profile out of two that turned out to be the same person: the profile that all their events
 * together would have given, whichever survives; the survivor keeps its id and its `stableId`. Fold
 * stale traits again before, in both: states of other declarations cannot be added up.
 */
export function mergeProfiles(
  survivor: Profile,
  other: Profile,
  { now, site: { fold } }: FoldOptions
): Profile {
  const consent = mergeGiven(survivor.consent, other.consent, limits.profile.purposes)
  const options = { now, plans: allowedPlans(fold, consent) }
  const { orders, closing, shared } = mergeOrders(survivor.orders, other.orders)
  const computed = mergeComputed(survivor.computed, other.computed, options)
  return assemble(
    { ...survivor, config: Math.max(survivor.config, other.config) },
    {
      createdAt: Math.min(survivor.createdAt, other.createdAt),
      known: mergeIds(knownIds(survivor), knownIds(other)),
      traits: mergeGiven(survivor.traits, other.traits, limits.profile.traits),
      events: mergeSeen(survivor.events, other.events, shared),
      computed: foldComputed(computed, closing, options),
      items: mergeItems(survivor.items, other.items),
      ledger: mergeLedgers(survivor.ledger, other.ledger),
      totals: mergeTotals(survivor.totals, other.totals),
      visits: mergeVisits(survivor.visits, other.visits, now),
      trouble: mergeTrouble(survivor.trouble, other.trouble),
      orders,
      home: mergeGiven(survivor.home ?? {}, other.home ?? {}, 2),
      consent,
      declared: fold.declared,
    }
  )
}

function knownIds({ ids, idsAt = {} }: Profile): Parameters<typeof mergeIds>[0] {
  return { ids, idsAt }
}
