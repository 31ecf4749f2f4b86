import type { Json, JsonObject } from '../event/json.ts'
import { formatTime } from '../event/time.ts'
import type { FactContext } from './facts.ts'
import type { FoldSite } from './fold-site.ts'
import { statesWithOrders } from './open-orders.ts'
import type { ItemState, Profile, Session } from './profile.ts'
import { readTrait } from './read-trait.ts'

/** What the outward picture is made of. */
export interface ViewInput {
  profile: Profile
  site: FoldSite
  now: number
  /** The moment's zone; without one the person's last known, else the site's. */
  context?: Pick<FactContext, 'timezone'> | undefined
  /** Segments the person is in. */
  segments: readonly string[]
}

/** The outward picture of a person: what `GET /v1/profiles/{ref}` answers. Times are ISO 8601. */
export function viewProfile(input: ViewInput): JsonObject {
  const { profile, segments } = input
  const { id, stableId, createdAt, ids, events, session, care, consent } = profile
  return {
    id,
    stableId,
    createdAt: formatTime(createdAt),
    ids,
    traits: { ...givenView(input), ...computedView(input) },
    segments: [...segments],
    events: mapValues(events, ({ count, first, last }) => ({
      count,
      first: formatTime(first),
      last: formatTime(last),
    })),
    session: session === undefined ? null : sessionView(session),
    items: mapValues(profile.items, itemView),
    consent: mapValues(consent, ({ value, at }) => ({ granted: value, at: formatTime(at) })),
    care: care === undefined ? null : careView(care),
    totals: mapValues(profile.totals, (outcomes) =>
      mapValues(outcomes, ({ count, last }) => ({ count, last: formatTime(last) }))
    ),
  }
}

/** Given traits that are set, with the event they come from and how they may be used. */
function givenView({ profile, site: { fold } }: ViewInput): JsonObject {
  const set = Object.entries(profile.traits).filter(([, { value }]) => value !== null)
  return mapValues(Object.fromEntries(set), ({ value, at, by }, name) => ({
    value,
    source: 'given',
    event: by,
    at: formatTime(at),
    sensitivity: fold.sensitivity(name),
  }))
}

function computedView({ profile, site: { fold }, now, context }: ViewInput): JsonObject {
  const zone = context?.timezone ?? zoneOf(profile) ?? fold.timezone
  const view: JsonObject = {}
  const stateOf = statesWithOrders(profile, fold, now)
  for (const plan of fold.plans) {
    const reading = readTrait(plan, stateOf(plan), { now, zone })
    if (reading === undefined) continue
    view[plan.name] = {
      value: reading.value,
      source: 'computed',
      approximate: reading.isApproximate,
      sensitivity: plan.sensitivity,
    }
  }
  return view
}

/** Zone a person was last seen in. */
export function zoneOf({ home }: Profile): string | undefined {
  const zone = home?.timezone?.value
  return typeof zone === 'string' ? zone : undefined
}

function itemView({ properties, at, ...times }: ItemState): JsonObject {
  return { properties, described: formatTime(at), ...mapValues(times, formatTime) }
}

function sessionView({ id, number, pages, startedAt, lastAt }: Session): JsonObject {
  return { id, number, pages, startedAt: formatTime(startedAt), lastAt: formatTime(lastAt) }
}

function careView({ reason, since, until }: NonNullable<Profile['care']>): JsonObject {
  return { reason, since: formatTime(since), until: formatTime(until) }
}

function mapValues<T>(map: Record<string, T>, to: (value: T, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, to(value, key)]))
}
