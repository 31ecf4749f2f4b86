import { parseInstant } from '../../shared/condition/instant.ts'
import type { Context } from '../../shared/decide/decision.ts'
import type { Event } from '../../shared/event/event.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { formatTime } from '../../shared/event/time.ts'
import type { JourneyState, Outgoing, Trace } from '../../shared/journey/run.ts'
import { runJourneys } from '../../shared/journey/runner.ts'
import type { Journey } from '../../shared/journey/schema.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { foldEvents } from '../../shared/profile/fold.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { rememberHome } from '../../shared/profile/remember-home.ts'
import { compileSite } from '../../shared/site/compile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** Milliseconds of an ISO 8601 text. */
export function time(iso: string): number {
  return parseInstant(iso) ?? Number.NaN
}

/** A message that says hello by e-mail. */
export const mail = { email: { subject: 'Hello', blocks: [{ type: 'text' as const, text: 'Hi' }] } }

/** A site with an e-mail channel that nothing caps, and these journeys. */
export function siteOf(journeys: Record<string, Journey>, more: Partial<SiteConfig> = {}) {
  return compileSite({
    version: 1,
    config: {
      name: 'Test',
      channels: { email: { kind: 'email', from: 'shop@shop.example' } },
      caps: { channels: { email: [] } },
      ...more,
      journeys,
    },
  })
}

/** One person under test: what the profile object holds, in memory. */
export interface Person {
  profile: Profile
  state: JourneyState | undefined
  next: number | undefined
  sent: Outgoing[]
  trace: Trace[]
  /** Stores events and runs the journeys, as a visit does. */
  hear(events: readonly Event[], now: number, context?: Context): void
  /** Runs the journeys, as an alarm does. */
  ring(now: number): void
  /** Rings every alarm up to then, each at its time. */
  live(until: number): void
}

/** Creates a person with an address. */
export function personOf(site: ReturnType<typeof siteOf>, start: number): Person {
  const pass = (events: readonly Event[], now: number, context?: Context) => {
    const folded = foldEvents(person.profile, events, { now, site })
    const profile = context ? rememberHome(folded, context, { at: now, by: 'page' }) : folded
    const result = runJourneys({
      ...{ siteId: 'demo', site, profile, state: person.state, events, now, context },
      resolve: (content) => ({ content }),
    })
    person.profile = result.profile
    person.state = JSON.parse(JSON.stringify(result.state))
    person.next = result.next
    person.trace.push(...result.trace)
    for (const effect of result.effects)
      if (effect.type === 'send') person.sent.push(effect.message)
  }
  const person: Person = {
    ...{ profile: emptyProfile('ann', 'ann', start), state: undefined, next: undefined },
    ...{ sent: [], trace: [], hear: pass },
    ring: (now) => pass([], now),
    live: (until) => {
      while (person.next !== undefined && person.next <= until) pass([], person.next)
    },
  }
  const identify = happening('identify', start, {}, { traits: { email: 'ann@example.com' } })
  person.profile = foldEvents(person.profile, [identify], { now: start, site })
  return person
}

let count = 0

/** An event with an id of its own. */
export function happening(
  name: string,
  at: number,
  properties: JsonObject = {},
  more: Partial<Event> = {}
): Event {
  const type = name === 'identify' || name === 'page' ? name : 'track'
  return {
    ...{ id: `e${String(++count).padStart(6, '0')}`, type, name, at, properties },
    ...{ traits: {}, ids: {}, origin: 'page' },
    ...more,
  }
}

/** What was sent, as `2027-03-01T11:00 cart/remind`. */
export function sentOf({ sent }: Person): string[] {
  return sent.map(({ at, journey, step }) => `${formatTime(at).slice(0, 16)} ${journey}/${step}`)
}

/** The moment of an open page in a zone. */
export function pageIn(timezone: string): Context {
  return {
    ...{ channel: 'page', timezone, locale: 'en', consent: {}, gpc: false },
    ...{ page: {}, more: {}, bot: false },
  }
}
