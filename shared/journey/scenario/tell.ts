import { outcomeEvents } from '../../api/outcomes.ts'
import type { RegexEngine } from '../../condition/regex.ts'
import type { Decision, ResolveContent } from '../../decide/decision.ts'
import type { Event } from '../../event/event.ts'
import type { JsonObject } from '../../event/json.ts'
import type { Profile } from '../../profile/profile.ts'
import { zoneOf } from '../../profile/view.ts'
import { compileSite } from '../../site/compile.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { JourneyState, Outgoing } from '../run.ts'
import { createTimeMachine, type Moment, type TimeMachine } from '../time-machine.ts'
import type { Line, Scenario } from './schema.ts'
import { formatWhen, instantOf } from './when.ts'

/** What telling a story needs beside it. */
export interface TellOptions {
  config: SiteConfig
  resolve: ResolveContent
  regex?: RegexEngine | undefined
  /** The person of `person.recorded`; absent: somebody new. */
  recorded?: Recorded | undefined
}

/** A person as they were at a moment. */
export interface Recorded {
  at: number
  profile: Profile
  journeys?: JourneyState | undefined
}

/** What went otherwise than told. */
export interface Fault {
  at: number
  words: string
  /** Which line of the story, from 0; absent when no line tells of it. */
  line?: number
}

/** How a story went. */
export interface Telling {
  /** Empty when all went well. */
  faults: Fault[]
  timeline: readonly Moment[]
  /** The person's zone, when the story begins. */
  zone: string
}

/** The teller of one story: where it stands. */
interface Teller {
  machine: TimeMachine
  zone: string
  faults: Fault[]
  /** The line being told; none before the story, between its lines and after it. */
  line: number | undefined
  /** Messages that have been sent and not been told of yet. */
  untold: Outgoing[]
  /** How much of the time line has been looked at. */
  seen: number
  /** Numbers the events of the story. */
  lines: number
}

/** Tells a story in a time machine and compares what happens with what is told, to the minute. */
export function tellScenario(scenario: Scenario, options: TellOptions): Telling {
  const { person = {}, never = [] } = scenario
  const { recorded } = options
  const home = recorded && zoneOf(recorded.profile)
  const zone = person.timezone ?? home ?? options.config.timezone ?? 'UTC'
  const start = instantOf(scenario.starts, { after: recorded?.at ?? 0, zone })
  const site = compileSite({ version: 1, config: options.config }, { regex: options.regex })
  const machine = createTimeMachine({
    ...{ site, start, resolve: options.resolve, timezone: zone },
    ...(person.locale !== undefined && { locale: person.locale }),
    ...(recorded && { profile: recorded.profile, journeys: recorded.journeys }),
  })
  const teller: Teller = {
    ...{ machine, zone, faults: [], line: undefined, untold: [], seen: 0, lines: 0 },
  }
  if (recorded && start < recorded.at) {
    fault(teller, start, 'the story starts before the person was recorded')
  }
  const { traits = {}, consent } = person
  machine.happen([eventOf(teller, { type: 'identify', traits, ...(consent && { consent }) })])
  scenario.story.forEach((line, index) => {
    tellLine(teller, line, index)
  })
  const end = instantOf(scenario.ends, { after: machine.now(), zone: teller.zone })
  machine.travel(end)
  machine.settle()
  gather(teller)
  complainUntold(teller, Infinity)
  for (const name of never) {
    const came = machine.timeline.find(
      (moment) => moment.what === 'message' && nameOf(moment.message) === name
    )
    if (came !== undefined) fault(teller, came.at, `${name} came, which must never come`)
  }
  return { faults: teller.faults, timeline: machine.timeline, zone }
}

function tellLine(teller: Teller, line: Line, index: number): void {
  const { machine } = teller
  const at = instantOf(line.at, { after: machine.now(), zone: teller.zone })
  teller.line = index
  if (at < machine.now()) fault(teller, at, 'this line stands after a later one')
  teller.line = undefined
  machine.travel(at)
  // Alarms of this very minute belong to it when a message is told of; else the deed comes first.
  if ('gets' in line) machine.settle()
  gather(teller)
  complainUntold(teller, at - minuteMs)
  teller.line = index
  act(teller, line)
  teller.line = undefined
  gather(teller)
}

const minuteMs = 60_000

function act(teller: Teller, line: Line): void {
  const { machine } = teller
  if ('does' in line) {
    const origin = line.through ?? 'page'
    machine.happen([eventOf(teller, { name: line.does, properties: line.with ?? {}, origin })])
  } else if ('tells' in line) {
    machine.happen([eventOf(teller, { type: 'identify', traits: line.tells })])
  } else if ('agrees' in line) {
    machine.happen([eventOf(teller, { type: 'identify', consent: line.agrees })])
  } else if ('visits' in line) visit(teller, line)
  else if ('asks' in line) ask(teller, line)
  else if ('clicks' in line) answer(teller, outcomeEvents.clicked, line.clicks)
  else if ('dismisses' in line) answer(teller, outcomeEvents.dismissed, line.dismisses)
  else if ('moves' in line) {
    teller.zone = line.moves
    machine.move(line.moves)
  } else expectMessage(teller, line)
}

function visit(teller: Teller, { visits, with: more, sees = {} }: LineOf<'visits'>): void {
  const page: JsonObject = { path: visits, ...more }
  compare(teller, sees, teller.machine.visit({ page, slots: Object.keys(sees) }))
}

function ask(teller: Teller, { asks, sees }: LineOf<'asks'>): void {
  compare(teller, sees, teller.machine.ask(asks, Object.keys(sees)))
}

type LineOf<K extends string> = Extract<Line, Record<K, unknown>>

/** What slots show, beside what they must. */
function compare(
  teller: Teller,
  expected: Readonly<Record<string, string | null>>,
  decisions: readonly Decision[]
): void {
  for (const [slot, action] of Object.entries(expected)) {
    const shown = decisions.find((decision) => decision.slot === slot)?.action ?? null
    if (shown === action) continue
    const [saw, wanted] = [shown, action].map((one) => one ?? 'the page’s own content')
    fault(teller, teller.machine.now(), `${slot} shows ${saw} instead of ${wanted}`)
  }
}

function answer(teller: Teller, name: string, to: string): void {
  const { machine } = teller
  const decision = machine.profile().ledger.findLast(({ action }) => {
    return action === to || action.startsWith(`${to}/`)
  })
  if (decision === undefined) {
    fault(teller, machine.now(), `${to} was never shown`)
    return
  }
  const { decision: id, action, slot, variant = null } = decision
  const properties = { decision: id, action, slot, variant }
  machine.happen([eventOf(teller, { name, properties })])
}

function expectMessage(teller: Teller, line: LineOf<'gets'>): void {
  const now = teller.machine.now()
  const message = teller.untold.find((one) => nameOf(one) === line.gets)
  if (message === undefined) {
    fault(teller, now, `${line.gets} does not come`)
    return
  }
  teller.untold = teller.untold.filter((one) => one !== message)
  if (line.by !== undefined && message.channel !== line.by) {
    fault(teller, now, `${line.gets} comes by ${message.channel} instead of ${line.by}`)
  }
  const text = JSON.stringify(message.message)
  const has = (part: string) => text.includes(JSON.stringify(part).slice(1, -1))
  for (const part of [line.saying ?? []].flat().filter((one) => !has(one))) {
    fault(teller, now, `${line.gets} does not say “${part}”: ${text}`)
  }
  for (const part of [line.neverSaying ?? []].flat().filter(has)) {
    fault(teller, now, `${line.gets} says “${part}”, which it must not: ${text}`)
  }
}

/** Takes new messages off the time line. */
function gather(teller: Teller): void {
  const { timeline } = teller.machine
  for (const moment of timeline.slice(teller.seen)) {
    if (moment.what === 'message') teller.untold.push(moment.message)
  }
  teller.seen = timeline.length
}

/** Messages that came before and that no line has told of. */
function complainUntold(teller: Teller, before: number): void {
  for (const message of teller.untold.filter(({ at }) => at <= before)) {
    fault(teller, message.at, `${nameOf(message)} comes, which no line tells of`)
  }
  teller.untold = teller.untold.filter(({ at }) => at > before)
}

function fault({ faults, zone, line }: Teller, at: number, words: string): void {
  const told = `${formatWhen(at, zone)}: ${words}`
  faults.push({ at, words: told, ...(line !== undefined && { line }) })
}

function nameOf({ journey, step }: Outgoing): string {
  return `${journey}/${step}`
}

function eventOf(teller: Teller, more: Partial<Event>): Event {
  const type = more.type ?? 'track'
  return {
    ...{ id: `line-${++teller.lines}`, type, name: type, at: teller.machine.now() },
    ...{ properties: {}, traits: {}, ids: {}, origin: 'page' },
    ...more,
  }
}
