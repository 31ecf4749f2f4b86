import type { Lookup } from '../condition/condition.ts'
import { valueAt } from '../condition/value-at.ts'
import type { Event } from '../event/event.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { localTime } from '../event/local-time.ts'
import { canonicalName } from '../event/names.ts'
import { own } from '../event/safe-key.ts'
import { dayOf, formatDay } from '../event/time.ts'
import { isAllowed } from './consent.ts'
import type { FoldSite } from './fold-site.ts'
import { createListFacts, itemFact } from './item-facts.ts'
import type { Profile } from './profile.ts'
import { eventFacts } from './rows.ts'
import { sessionFacts } from './session-facts.ts'
import { createTraitFacts } from './trait-facts.ts'

/** What facts need of a decision's context (a `Context` is one). */
export interface FactContext {
  channel: string
  timezone: string
  locale: string
  page: JsonObject
  more: JsonObject
  /** Answers of this moment; they go before those of the profile. */
  consent?: Record<string, boolean> | undefined
}

/** Everything that a fact may depend on. */
export interface FactsInput {
  profile: Profile
  site: FoldSite
  context: FactContext
  now: number
  /** Newest event of this request: `event.name`, `event.properties.…`. */
  event?: Event | undefined
  /** Whether the person is in a segment; undefined when there is none of that name. */
  segment?: ((name: string) => boolean | undefined) | undefined
}

/** Answers for all paths below one root; `keys` are those after the root. */
type Facts = (keys: readonly string[]) => Json | undefined

/**
 * Looks up every fact about a person and a moment by its dotted path. Nothing is worked out before
 * its path is asked for, and what is shared by paths only once: a computed trait, the cart.
 */
export function createFacts(input: FactsInput): Lookup {
  const { profile, site, context, now, event, segment } = input
  const { catalogue, complements } = site
  const mayUse = (purpose: string): boolean =>
    own(context.consent ?? {}, purpose) ?? isAllowed(purpose, profile.consent, site.fold)
  const at = (json: () => Json): Facts => {
    const read = once(json)
    return (keys) => valueAt(read(), keys)
  }

  const roots: Record<string, Facts> = {
    traits: createTraitFacts({ profile, fold: site.fold, now, zone: context.timezone, mayUse }),
    segments: ([name = '']) => segment?.(name),
    context: at(() => ({
      ...context.more,
      channel: context.channel,
      timezone: context.timezone,
      locale: context.locale,
      local: localFacts(now, context.timezone),
    })),
    page: (keys) => valueAt(context.page, keys),
    session: at(() => sessionFacts(profile, now)),
    event: at(() => (event === undefined ? null : eventFacts(event))),
    events: (keys) => seenFact(profile, keys),
    cart: createListFacts({ profile, catalogue }, 'cart'),
    viewed: createListFacts({ profile, catalogue }, 'viewed'),
    bought: createListFacts({ profile, catalogue, complements }, 'bought'),
    items: (keys) => itemFact({ profile, catalogue }, keys),
    profile: at(() => profileFacts(profile)),
    care: at(() => careFacts(profile, now)),
    consent: ([purpose = '']) => mayUse(purpose),
    now: () => now,
  }
  return (path, keys = path.split('.')) => own(roots, keys[0] ?? '')?.(keys.slice(1)) ?? undefined
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The person's own clock and calendar. */
function localFacts(now: number, zone: string): JsonObject {
  const { day, weekday, hour, minute } = localTime(now, zone)
  const { month, day: dayOfMonth } = dayOf(day)
  return { hour, minute, weekday, date: formatDay(day), month, day: dayOfMonth }
}

/** `events.Order Completed.count`: a name may hold blanks and dots, and be one that GA4 uses. */
function seenFact({ events }: Profile, keys: readonly string[]): Json | undefined {
  const name = canonicalName(keys.slice(0, -1).join('.'))
  const seen = own(events, name)
  const field = keys.at(-1)
  if (field === 'count') return seen?.count ?? 0
  return field === 'first' || field === 'last' ? seen?.[field] : undefined
}

function profileFacts({ id, createdAt, ids }: Profile): JsonObject {
  return { id, createdAt, known: Object.keys(ids).some((kind) => kind !== 'anonymous_id') }
}

function careFacts({ care }: Profile, now: number): JsonObject {
  if (care === undefined || now < care.since || now >= care.until) return { active: false }
  return { active: true, ...care }
}
