import { careOf } from './care.ts'
import type { GivenMap } from './given.ts'
import type { KnownIds } from './known-ids.ts'
import { labelSession } from './outcomes.ts'
import type { Orders, Profile, Trouble, Visits } from './profile.ts'
import { lastSession } from './visits.ts'

/** The parts of a profile that events and merges give; everything else is derived from them. */
export interface Parts
  extends Pick<
    Profile,
    'createdAt' | 'traits' | 'events' | 'computed' | 'items' | 'ledger' | 'totals' | 'consent'
  > {
  known: KnownIds
  visits: Visits | undefined
  trouble: Trouble | undefined
  orders: Orders | undefined
  home: GivenMap
  declared: string
}

/** Puts a profile together, its keys always in the same order: equal profiles are equal texts. */
export function assemble(
  { id, stableId, config }: Pick<Profile, 'id' | 'stableId' | 'config'>,
  parts: Parts
): Profile {
  const { known, visits, trouble, orders, home } = parts
  const session = visits === undefined ? undefined : lastSession(visits)
  const care = careOf(trouble)
  const hasIds = Object.keys(known.idsAt).length > 0
  const hasHome = Object.keys(home).length > 0
  return {
    id,
    stableId,
    createdAt: parts.createdAt,
    ids: known.ids,
    traits: parts.traits,
    events: parts.events,
    computed: parts.computed,
    items: parts.items,
    ...(session && { session }),
    ledger: labelSession(parts.ledger, session),
    totals: parts.totals,
    consent: parts.consent,
    ...(care && { care }),
    config,
    ...(hasIds && { idsAt: known.idsAt }),
    ...(visits && { visits }),
    ...(trouble && { trouble }),
    ...(orders && { orders }),
    ...(hasHome && { home }),
    declared: parts.declared,
  }
}
