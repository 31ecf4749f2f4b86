import { createMoment, type Test } from '../condition/compile.ts'
import type { Lookup } from '../condition/condition.ts'
import type { Context, ResolveContent } from '../decide/decision.ts'
import type { DecideSite } from '../decide/prepare/prepared.ts'
import type { Event } from '../event/event.ts'
import type { Json } from '../event/json.ts'
import { isTimeZone } from '../event/local-time.ts'
import { createFacts } from '../profile/facts.ts'
import type { FoldSite } from '../profile/fold-site.ts'
import type { Profile } from '../profile/profile.ts'
import { runFacts } from './facts.ts'
import { byTime, marksOf } from './marks.ts'
import type { JourneyPlan } from './plan.ts'
import {
  type Effect,
  emptyJourneyState,
  type JourneyState,
  type Mark,
  type Run,
  type Trace,
} from './run.ts'

/** A site as journeys see it. */
export type JourneySite = DecideSite & FoldSite & { journeys: JourneyPlan }

/** Everything that journeys of one person depend on: no clock, no chance. */
export interface JourneyInput {
  /** Site id: part of the ids of messages. */
  siteId: string
  site: JourneySite
  /** The person, with the new events folded in. */
  profile: Profile
  /** What journeys remember of the person; absent: nothing. */
  state: JourneyState | undefined
  /** Events that are new, each once. */
  events: readonly Event[]
  now: number
  /** The moment of the page that is open; absent on an alarm. */
  context?: Context | undefined
  resolve: ResolveContent
}

/** One pass over the journeys of one person: what it reads, and what it has come to so far. */
export interface Pass {
  readonly input: JourneyInput
  readonly plan: JourneyPlan
  readonly now: number
  readonly context: Context
  /** Marks of lately and of this pass, in the order in which things happened. */
  readonly marks: readonly Mark[]
  /** Marks that this pass brings. */
  readonly news: readonly Mark[]
  profile: Profile
  state: JourneyState
  readonly effects: Effect[]
  readonly trace: Trace[]
  /** Steps that runs came to, in order. */
  readonly arrivals: Pick<Run, 'journey' | 'step'>[]
  /** Moments at which the calendar or a segment is to be looked at again. */
  readonly wakes: number[]
  /** Steps taken in this pass, by run and by the time of its own reckoning. */
  readonly steps: Map<string, number>
}

/** Opens a pass. Nothing of its input is changed. */
export function openPass(input: JourneyInput): Pass {
  const { site, now, events } = input
  const remembered = structuredCopy(input.state ?? emptyJourneyState())
  const place = placeOf(input, remembered.place)
  const state = { ...remembered, place }
  const known = new Set(state.recent.map(markName))
  const news = events
    .flatMap((event) => marksOf(site.journeys, event))
    .filter((mark) => !known.has(markName(mark)))
    .sort(byTime)
  return {
    input,
    plan: site.journeys,
    now,
    context: personContext(input, place),
    marks: [...state.recent, ...news].sort(byTime),
    news,
    profile: input.profile,
    state,
    effects: [],
    trace: [],
    arrivals: [],
    wakes: [],
    steps: new Map(),
  }
}

/** Looks facts up as they are now, including what this pass has changed. */
export function factsOf(pass: Pass, run?: Run): Lookup {
  const { profile, context, now, input } = pass
  const { site } = input
  const facts = createFacts({ profile, site, context, now })
  const lookup: Lookup = (path, keys) => {
    if (path.startsWith('segments.')) return site.segments.get(path.slice(9))?.(moment)
    if (path.startsWith('journey.')) return own(path)
    return facts(path, keys)
  }
  const own = runFacts({ run, queued: pass.state.queued, lookup })
  const moment = createMoment(site.conditions, lookup, now)
  return lookup
}

/** Whether a condition holds now, for a run when it is about one. */
export function holds(pass: Pass, test: Test, run?: Run): boolean {
  const moment = createMoment(pass.input.site.conditions, factsOf(pass, run), pass.now)
  const answer = test(moment)
  moment.release()
  return answer
}

/** Notes a line of what happened. */
export function note(
  pass: Pass,
  run: Pick<Run, 'journey' | 'key' | 'occurrence'>,
  line: Omit<Trace, 'at' | 'journey' | 'occurrence'>
): void {
  const { journey, key, occurrence } = run
  pass.trace.push({ at: pass.now, journey, occurrence, ...(key !== undefined && { key }), ...line })
}

/** The person's moment: on the open page, else at home; and what they agreed to. */
function personContext(
  { profile, site, context }: JourneyInput,
  place: JourneyState['place']
): Context {
  const { home, traits } = profile
  const open = context?.channel === 'page' ? context : undefined
  const zones = [open?.timezone, home?.timezone?.value, traits.timezone?.value]
  const locale = open?.locale ?? home?.locale?.value
  const consent = Object.entries(profile.consent).flatMap(([purpose, { value }]) =>
    typeof value === 'boolean' ? [[purpose, value] as const] : []
  )
  return {
    channel: 'journey',
    timezone: [...zones, site.config.timezone].find(isZone) ?? 'UTC',
    locale: typeof locale === 'string' ? locale : (site.config.locale ?? 'en'),
    consent: { ...Object.fromEntries(consent), ...context?.consent },
    gpc: place.gpc,
    page: {},
    more: {},
    bot: false,
  }
}

function isZone(zone: Json | undefined): zone is string {
  return typeof zone === 'string' && isTimeZone(zone)
}

/** What the page says of privacy. A server that speaks for its person knows nothing of it. */
function placeOf({ context, now }: JourneyInput, before: JourneyState['place']) {
  if (context?.channel !== 'page') return before
  return { gpc: context.gpc, at: now }
}

function markName({ journey, role, step = '', key = '', id }: Mark): string {
  return JSON.stringify([journey, role, step, key, id])
}

/** The state is plain JSON, and small: a copy is cheaper than care. */
function structuredCopy(state: JourneyState): JourneyState {
  return JSON.parse(JSON.stringify(state))
}
