import { parseInstant } from '../../shared/condition/instant.ts'
import type { Event } from '../../shared/event/event.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { formatTime } from '../../shared/event/time.ts'
import { createTimeMachine } from '../../shared/journey/time-machine.ts'
import { checkSite } from '../../shared/site/check.ts'
import { compileSite } from '../../shared/site/compile.ts'

/** One life and what must be sent in it. */
export interface JourneyCase {
  name: string
  zone: string
  starts: string
  journey: JsonObject
  /** Further parts of the configuration. */
  config?: JsonObject
  traits?: JsonObject
  happens?: { at: string; name: string; properties?: JsonObject; moves?: string }[]
  until: string
  /** Time, step, id. */
  sends: [at: string, step: string, id: string][]
}

/** The file of cases. */
export interface JourneyCases {
  /** The configuration that every case shares. */
  base: JsonObject
  cases: JourneyCase[]
}

/** A case that did not come out as it must. */
export interface Failure {
  name: string
  expected: unknown
  actual: unknown
}

/** Runs every case. Pure, so that Node, workerd and Chromium can all be asked. */
export function runJourneyCases({ base, cases }: JourneyCases): Failure[] {
  return cases.flatMap((one) => {
    const actual = messagesOf(one, base)
    const isSame = JSON.stringify(actual) === JSON.stringify(one.sends)
    return isSame ? [] : [{ name: one.name, expected: one.sends, actual }]
  })
}

function messagesOf(one: JourneyCase, base: JsonObject): unknown {
  const checked = checkSite({ ...base, ...one.config, journeys: { j: one.journey } })
  if ('problems' in checked) return checked.problems
  const site = compileSite({ version: 1, config: checked.config })
  const machine = createTimeMachine({
    ...{ site, siteId: 'demo', start: time(one.starts), timezone: one.zone },
    resolve: (content) => ({ content }),
  })
  const event = (name: string, n: number, more: Partial<Event>): Event => ({
    ...{ id: `e${n}`, type: name === 'identify' ? 'identify' : 'track', name, at: machine.now() },
    ...{ properties: {}, traits: {}, ids: {}, origin: 'page', ...more },
  })
  machine.happen([event('identify', 0, { traits: { email: 'a@b.example', ...one.traits } })])
  one.happens?.forEach(({ at, name, properties = {}, moves }, index) => {
    machine.travel(time(at))
    if (moves !== undefined) machine.move(moves)
    machine.happen([event(name, index + 1, { properties })])
  })
  machine.travel(time(one.until))
  return machine.timeline.flatMap((moment) => {
    if (moment.what !== 'message') return []
    return [[formatTime(moment.at), moment.message.step, moment.message.id]]
  })
}

function time(iso: string): number {
  return parseInstant(iso) ?? Number.NaN
}
