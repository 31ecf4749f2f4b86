import type { Event } from '../../shared/event/event.ts'
import { queuedFacts } from '../../shared/journey/facts.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { foldEvents } from '../../shared/profile/fold.ts'
import { tellOrders } from '../../shared/profile/orders.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { rememberHome } from '../../shared/profile/remember-home.ts'
import { choose } from '../decide/choose.ts'
import { atHome } from '../decide/moment.ts'
import { segmentsOf } from '../decide/segments.ts'
import { feed, type Looked } from '../feed/feeding.ts'
import { type Traveller, travel } from '../journey/travel.ts'
import { newsIf } from '../live/news.ts'
import type { Codes, Wants } from '../offers/codes.ts'
import { wantsOf } from '../offers/wants.ts'
import type { LiveSite } from '../site/live-site.ts'
import { conversionCounters } from './conversions.ts'
import { withCurrentTraits } from './current-traits.ts'
import type { Change } from './holding.ts'
import type { LogEntry } from './log.ts'
import type { ProfileRecord } from './record.ts'
import type { SeenIds } from './seen-ids.ts'
import { sortEvents } from './sort-events.ts'
import type { Visit, Visited } from './visit.ts'

/** What a profile object holds when a visit comes. */
export interface Held {
  id: string
  record: ProfileRecord
  seen: SeenIds
  /** Events stored so far, for traits that were declared after them. */
  history: () => Iterable<Event>
}

/**
 * One visit, from events to decisions: sort, fold, decide, note. Reads no clock and writes nothing;
 * the object stores the change in the same turn, so events and decisions are kept together or not.
 */
export function applyVisit(
  held: Held,
  visit: Visit,
  site: LiveSite,
  codeOf?: Codes['codeOf']
): Applied {
  const { now, asks } = visit
  const erasedAt = Math.max(held.record.erasedAt ?? 0, visit.addressing.erasedAt ?? 0)
  const { fresh, seen, verdicts } = sortEvents(visit.events, { now, seen: held.seen, erasedAt })
  const before = held.record.profile ?? emptyProfile(held.id, held.id, now)
  const options = { now, site: site.rules }
  const known = withCurrentTraits(before, held.history, options)
  const folded = atPlace(foldEvents(known, fresh, options), visit, fresh)
  const { repeats } = tellOrders(known.orders, fresh)
  const news = repeats.size === 0 ? fresh : fresh.filter((event) => !repeats.has(event))
  const context = atHome(asks.context, folded)
  const travelled = travelOn({ held, visit, site, profile: folded, events: news, context })
  const journey = queuedFacts(travelled.journeys?.state.queued, now)
  const moment = { context, now, seed: visit.seed, event: newest(visit), journey, codeOf }
  const chosen = choose({ ...moment, ...asks, context, site, profile: travelled.profile })
  const person = { site: site.rules, profile: chosen.profile, context, now }

  const isChanged = folded !== before || chosen.profile !== folded
  const fed = isChanged ? feedOn({ held, visit, site, profile: chosen.profile }) : undefined
  return {
    visited: {
      ...{ profile: held.id, config: site.snapshot.version, verdicts },
      ...{ decisions: chosen.decisions, instant: chosen.instant },
      receipts: asks.isExplained ? chosen.receipts : [],
      segments: segmentsOf(site.rules.publicSegments, person),
      isKnown: folded.ids.user_id !== undefined,
      newIds: newIds(before, folded),
    },
    change: isChanged
      ? {
          record: {
            ...{ ...held.record, profile: atVersion(chosen.profile, site), touchedAt: now },
            ...(erasedAt > 0 && { erasedAt }),
            ...(travelled.journeys && { journeys: travelled.journeys }),
            ...fed?.record,
            ...newsIf(fresh.some(isFromElsewhere), site.snapshot.config, now),
          },
          seen,
          messages: fed ? [...travelled.messages, ...fed.messages] : travelled.messages,
          counters: { ...travelled.counters, ...conversionCounters(known, folded, fresh) },
          entries: [
            ...fresh.map((event) => entryOf(event, now, repeats)),
            ...travelled.entries,
            ...chosen.reasons.map((receipts) => ({ at: now, receipts })),
          ],
        }
      : undefined,
    wants: wantsOf(site.rules, [...chosen.decisions, ...chosen.instant], fresh),
  }
}

function entryOf(event: Event, at: number, repeats: ReadonlySet<Event>): LogEntry {
  return repeats.has(event) ? { at, event, isRepeat: true } : { at, event }
}

/** What came of a visit, before it is kept. */
interface Applied {
  visited: Visited
  change: Change | undefined
  wants: Wants
}

/** A page that reports something also says where its person is; one that only asks writes nothing. */
function atPlace(profile: Profile, { asks, now, seed }: Visit, fresh: readonly Event[]): Profile {
  const { place } = asks
  if (place === undefined || fresh.length === 0) return profile
  return rememberHome(profile, place, { at: now, by: seed })
}

/** Journeys go on when something has happened; what only time brings about, the alarm does. */
function travelOn({
  held,
  visit,
  ...person
}: { held: Held; visit: Visit } & Pick<Traveller, 'site' | 'profile' | 'events' | 'context'>) {
  const { journeys } = held.record
  const { profile, events } = person
  if (events.length === 0)
    return { profile, journeys, messages: [], entries: [], counters: {}, isNews: false }
  return travel({ ...person, journeys, siteId: visit.site, now: visit.now })
}

function feedOn({
  held,
  visit,
  ...person
}: { held: Held; visit: Visit } & Pick<Looked, 'site' | 'profile'>) {
  const { context } = visit.asks
  const gpc = context.channel === 'page' ? context.gpc : undefined
  return feed({ ...person, siteId: visit.site, record: held.record, now: visit.now, gpc })
}

/** A page learns what it did from its own answer; of a till it knows nothing. */
function isFromElsewhere({ origin }: Event): boolean {
  return origin !== 'page'
}

/** The event that a decision may ask about: the last one sent, new or not, so that a retry agrees. */
function newest({ events }: Visit): Event | undefined {
  return events.at(-1)
}

function atVersion(profile: Profile, site: LiveSite): Profile {
  return { ...profile, config: Math.max(profile.config, site.snapshot.version) }
}

function newIds(before: Profile, after: Profile): [kind: string, value: string][] {
  if (before.ids === after.ids) return []
  return Object.entries(after.ids).flatMap(([kind, values]) =>
    values
      .filter((value) => !before.ids[kind]?.includes(value))
      .map((value): [string, string] => [kind, value])
  )
}
