import { createResolver } from '../../shared/content/resolve.ts'
import type { Context } from '../../shared/decide/decision.ts'
import { packReceipts } from '../../shared/decide/receipt.ts'
import type { Event } from '../../shared/event/event.ts'
import { passCounters } from '../../shared/journey/counts.ts'
import type { JourneyState, Outgoing } from '../../shared/journey/run.ts'
import { runJourneys } from '../../shared/journey/runner.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import type { Counters } from '../measure/measure-object.ts'
import type { LogEntry } from '../profile/log.ts'
import type { LiveSite } from '../site/live-site.ts'

/** What a profile record keeps of journeys. */
export interface Travelling {
  state: JourneyState
  /** When they are to be looked at again, though nothing happens. */
  next?: number
}

/** A person about to travel on. */
export interface Traveller {
  siteId: string
  site: LiveSite
  /** With the new events folded in. */
  profile: Profile
  journeys: Travelling | undefined
  /** Events that are new. */
  events: readonly Event[]
  now: number
  /** The moment of an open page; absent on an alarm. */
  context?: Context | undefined
}

/** How far they have come. */
export interface Travelled {
  profile: Profile
  journeys: Travelling | undefined
  messages: Outgoing[]
  /** For the log: what journeys did, traits that were set, and why messages were sent. */
  entries: LogEntry[]
  /** Where runs went and what came of them. */
  counters: Counters
  /** Something that a page may show has changed. */
  isNews: boolean
}

const resolve = createResolver()

/** Runs a person's journeys. Pure; nobody who has none pays for them. */
export function travel(traveller: Traveller): Travelled {
  const { siteId, site, profile, journeys, events, now, context } = traveller
  const { rules } = site
  const isIdle = rules.journeys.journeys.size === 0 && journeys === undefined
  if (isIdle) return { profile, journeys, messages: [], entries: [], counters: {}, isNews: false }
  const result = runJourneys({
    ...{ siteId, site: rules, profile, state: journeys?.state, events, now, context, resolve },
  })
  const { state, next, effects, trace } = result
  return {
    profile: result.profile,
    journeys: { state, ...(next !== undefined && { next }) },
    counters: passCounters(journeys?.state.runs ?? [], result),
    isNews: effects.some(({ type }) => type !== 'send' && type !== 'goal'),
    messages: effects.flatMap((effect) => (effect.type === 'send' ? effect.message : [])),
    entries: [
      ...effects.flatMap((effect): LogEntry[] => {
        if (effect.type === 'event') return [{ at: now, event: effect.event }]
        const receipts = effect.type === 'send' ? packReceipts([effect.receipt]) : undefined
        return receipts === undefined ? [] : [{ at: now, receipts }]
      }),
      ...(trace.length > 0 ? [{ at: now, traces: trace }] : []),
    ],
  }
}
