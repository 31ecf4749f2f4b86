import type { RegexEngine } from '../../condition/regex.ts'
import type { ResolveContent } from '../../decide/decision.ts'
import type { Profile } from '../../profile/profile.ts'
import { zoneOf } from '../../profile/view.ts'
import { compileSite } from '../../site/compile.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { JourneyState } from '../run.ts'
import { createTimeMachine, type Moment } from '../time-machine.ts'
import { act } from './act.ts'
import type { Line, Scenario } from './schema.ts'
import { eventOf, type Fault, fault, nameOf, type Teller } from './teller.ts'
import { instantOf } from './when.ts'

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

/** How a story went. */
export interface Telling {
  /** Empty when all went well. */
  faults: Fault[]
  timeline: readonly Moment[]
  /** The person's zone, when the story begins. */
  zone: string
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
