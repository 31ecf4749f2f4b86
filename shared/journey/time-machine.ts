import { outcomeEvents } from '../api/outcomes.ts'
import { decide } from '../decide/decide.ts'
import type { Context, Decision, Receipt, ResolveContent } from '../decide/decision.ts'
import { recordDecided } from '../decide/ledger.ts'
import { sampleCode } from '../decide/offer.ts'
import type { Event } from '../event/event.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { emptyProfile } from '../profile/empty.ts'
import { foldEvents } from '../profile/fold.ts'
import type { Profile } from '../profile/profile.ts'
import { rememberHome } from '../profile/remember-home.ts'
import { queuedFacts } from './facts.ts'
import type { JourneySite } from './pass.ts'
import type { Effect, JourneyState, Outgoing, Queued, Trace } from './run.ts'
import { type JourneyResult, runJourneys } from './runner.ts'

/** One line of a time line. */
export type Moment =
  | { at: number; what: 'event'; event: Event }
  | { at: number; what: 'page'; page: JsonObject; decisions: Decision[]; receipts: Receipt[] }
  | { at: number; what: 'message'; message: Outgoing }
  | { at: number; what: 'queue' | 'withdraw'; queued: Queued }
  | { at: number; what: 'ask'; channel: string; decisions: Decision[]; receipts: Receipt[] }
  | { at: number; what: 'goal'; journey: string }
  | { at: number; what: 'move'; timezone: string }
  | { at: number; what: 'journey'; trace: Trace }

/** Whom time passes for, and under which rules. */
export interface TimeMachineOptions {
  site: JourneySite
  siteId?: string
  /** A recorded person; absent: somebody new. */
  profile?: Profile | undefined
  journeys?: JourneyState | undefined
  start: number
  resolve: ResolveContent
  /** The person's place until they move. */
  timezone?: string | undefined
  locale?: string | undefined
}

/** A page view, and what it may show. */
export interface PageView {
  page?: JsonObject | undefined
  slots?: readonly string[] | undefined
}

/** A clock that jumps from alarm to alarm: months pass in milliseconds. */
export interface TimeMachine {
  now(): number
  profile(): Profile
  /** When the next alarm rings, if any. */
  alarm(): number | undefined
  timeline: readonly Moment[]
  /** Lets time pass until then, with every alarm before. Alarms of the very moment ring after it. */
  travel(until: number): void
  /** Rings the alarms of this very moment, after everything that happens in it. */
  settle(): void
  /** Something happens now. */
  happen(events: readonly Event[]): void
  /** The person opens a page now; what it decides is seen at once. */
  visit(view: PageView): Decision[]
  /** A till or a desk asks what to say to the person now. Nothing is counted. */
  ask(channel: string, slots: readonly string[]): Decision[]
  /** The person is somewhere else from now on. */
  move(timezone: string): void
}

/** No pool of codes is opened for a story. */
const codeOf = () => sampleCode

/** Creates a time machine. It runs the very functions that the edge runs. */
export function createTimeMachine(options: TimeMachineOptions): TimeMachine {
  const { site, siteId = 'test', resolve } = options
  const timeline: Moment[] = []
  let now = options.start
  let profile = options.profile ?? emptyProfile('person', 'person', now)
  let journeys = options.journeys
  let alarm: number | undefined
  let timezone = options.timezone ?? site.config.timezone ?? 'UTC'
  let count = 0

  const context = (page: JsonObject): Context => ({
    ...{ channel: 'page', timezone, page, consent: {}, gpc: false, more: {}, bot: false },
    locale: options.locale ?? site.config.locale ?? 'en',
  })
  const pass = (events: readonly Event[], open?: Context): void => {
    for (const event of events) timeline.push({ at: now, what: 'event', event })
    profile = foldEvents(profile, events, { now, site })
    if (open) profile = rememberHome(profile, open, { at: now, by: `page-${++count}` })
    const result = runJourneys({
      ...{ siteId, site, profile, state: journeys, events, now, resolve },
      ...(open && { context: open }),
    })
    profile = result.profile
    journeys = result.state
    alarm = result.next
    timeline.push(...momentsOf(result, now))
  }
  const answer = (open: Context, slots: readonly string[]) => {
    const journey = queuedFacts(journeys?.queued, now)
    const asked = { site, profile, context: open, slots, now, resolve, journey, codeOf }
    return decide({ ...asked, seed: `page-${++count}` })
  }
  const happening = (name: string, properties: Record<string, Json>): Event => ({
    ...{ id: `page-${++count}`, type: name === 'page' ? 'page' : 'track', name, at: now },
    ...{ properties, traits: {}, ids: {}, origin: 'page' },
  })

  const ring = (until: number): void => {
    while (alarm !== undefined && alarm <= until) {
      now = Math.max(now, alarm)
      pass([])
    }
  }

  return {
    timeline,
    now: () => now,
    profile: () => profile,
    alarm: () => alarm,
    travel: (until) => {
      ring(until - 1)
      now = Math.max(now, until)
    },
    settle: () => ring(now),
    happen: (events) =>
      pass(events, events.some(({ origin }) => origin === 'page') ? context({}) : undefined),
    visit: ({ page = {}, slots = [] }) => {
      pass([happening('page', page)], context(page))
      const { decisions, receipts } = answer(context(page), slots)
      profile = recordDecided(profile, decisions, { now, channel: 'page' })
      timeline.push({ at: now, what: 'page', page, decisions, receipts })
      const seen = [outcomeEvents.rendered, outcomeEvents.viewed].flatMap((name) =>
        decisions.map(({ id, action, slot, variant }) =>
          happening(name, { decision: id, action, slot, variant })
        )
      )
      if (seen.length > 0) pass(seen, context(page))
      return decisions
    },
    ask: (channel, slots) => {
      const { decisions, receipts } = answer({ ...context({}), channel }, slots)
      timeline.push({ at: now, what: 'ask', channel, decisions, receipts })
      return decisions
    },
    move: (zone) => {
      timezone = zone
      timeline.push({ at: now, what: 'move', timezone })
      pass([], context({}))
    },
  }
}

/** Something that happens at a time. */
export type ScriptEntry = { at: number } & (
  | { event: Event }
  | { visit: PageView }
  | { move: string }
)

/** Plays a script and answers with everything that happened until the end. */
export function simulate({
  script,
  until,
  ...options
}: TimeMachineOptions & { script: readonly ScriptEntry[]; until: number }): Moment[] {
  const machine = createTimeMachine(options)
  for (const entry of script.toSorted((a, b) => a.at - b.at)) {
    machine.travel(entry.at)
    if ('event' in entry) machine.happen([entry.event])
    else if ('visit' in entry) machine.visit(entry.visit)
    else machine.move(entry.move)
  }
  machine.travel(until)
  machine.settle()
  return [...machine.timeline]
}

function momentsOf({ trace, effects }: JourneyResult, at: number): Moment[] {
  return [
    ...trace.map((line): Moment => ({ at, what: 'journey', trace: line })),
    ...effects.map((effect) => momentOf(effect, at)),
  ]
}

function momentOf(effect: Effect, at: number): Moment {
  switch (effect.type) {
    case 'send':
      return { at, what: 'message', message: effect.message }
    case 'event':
      return { at, what: 'event', event: effect.event }
    case 'goal':
      return { at, what: 'goal', journey: effect.journey }
    default:
      return { at, what: effect.type, queued: effect.queued }
  }
}
