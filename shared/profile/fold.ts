import type { Event } from '../event/event.ts'
import { limits } from '../event/limits.ts'
import { own } from '../event/safe-key.ts'
import { assemble } from './assemble.ts'
import { foldTrouble } from './care.ts'
import { foldComputed } from './computed.ts'
import { allowedPlans, foldConsent } from './consent.ts'
import type { FoldSite } from './fold-site.ts'
import { givenTraits, layOver } from './given.ts'
import { conversions } from './goals.ts'
import { homeOf } from './home.ts'
import { foldItems } from './items.ts'
import { foldIds } from './known-ids.ts'
import { countedOnce, tellOrders } from './orders.ts'
import { foldLedger, foldTotals, reportedOutcomes } from './outcomes.ts'
import type { Profile } from './profile.ts'
import { foldSeen } from './seen.ts'
import { sortKeys } from './sorted.ts'
import { foldVisits } from './visits.ts'

/** When and under which configuration events are folded. */
export interface FoldOptions {
  now: number
  site: FoldSite
}

/**
 * Folds events into a profile. Does not change its input. Every order of arrival, in any batches,
 * gives the same profile to the byte, as long as each event comes once: the caller has removed copies.
 *
 * Consent is the exception, on purpose: from the moment a no arrives, traits of its purpose are
 * neither folded nor kept.
 */
export function foldEvents(
  profile: Profile,
  events: readonly Event[],
  { now, site: { fold, goals } }: FoldOptions
): Profile {
  if (events.length === 0) return profile
  const consent = foldConsent(profile.consent, events, fold)
  const reported = reportedOutcomes(events)
  const shown = foldLedger(profile.ledger, reported)
  const { orders, counted, repeats } = tellOrders(profile.orders, events)
  const news = repeats.size === 0 ? events : events.filter((event) => !repeats.has(event))
  const reached = goals === undefined ? [] : conversions(shown, news, goals)
  return assemble(profile, {
    createdAt: events.reduce((oldest, { at }) => Math.min(oldest, at), profile.createdAt),
    known: foldIds({ ids: profile.ids, idsAt: profile.idsAt ?? {} }, events),
    traits: layOver(profile.traits, events, { max: limits.profile.traits, valuesOf: givenTraits }),
    events: foldSeen(profile.events, events, repeats),
    computed: foldComputed(profile.computed, counted, { now, plans: allowedPlans(fold, consent) }),
    items: foldItems(profile.items, events),
    ledger: foldLedger(shown, reached),
    totals: foldTotals(profile.totals, [...reported, ...reached]),
    visits: foldVisits(profile.visits, events, now),
    trouble: foldTrouble(profile.trouble, events),
    orders,
    home: layOver(profile.home ?? {}, events, { max: 2, valuesOf: homeOf }),
    consent,
    declared: fold.declared,
  })
}

/**
 * Names of computed traits whose declaration is not the one they were folded with. Usually none, at
 * the price of one comparison. Ask before folding: the fold starts such traits anew.
 */
export function staleTraits(profile: Profile, { fold }: FoldSite): string[] {
  const isUnwritten = profile.declared === undefined && Object.keys(profile.events).length === 0
  if (profile.declared === fold.declared || isUnwritten) return []
  return allowedPlans(fold, profile.consent)
    .filter(({ name, declaration }) => own(profile.computed, name)?.declaration !== declaration)
    .map(({ name }) => name)
}

/** Folds the named computed traits again from the stored events: all of them, each once. */
export function refoldTraits(
  profile: Profile,
  names: readonly string[],
  events: Iterable<Event>,
  { now, site: { fold } }: FoldOptions
): Profile {
  const plans = allowedPlans(fold, profile.consent).filter(({ name }) => names.includes(name))
  const others = Object.entries(profile.computed).filter(([name]) => !names.includes(name))
  const computed = {
    ...Object.fromEntries(others),
    ...foldComputed({}, countedOnce(profile.orders, events), { now, plans }),
  }
  return { ...profile, computed: sortKeys(computed), declared: fold.declared }
}
