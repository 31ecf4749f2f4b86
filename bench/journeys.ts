import type { Event } from '../shared/event/event.ts'
import type { JourneyState } from '../shared/journey/run.ts'
import { runJourneys } from '../shared/journey/runner.ts'
import type { Journey } from '../shared/journey/schema.ts'
import { emptyProfile } from '../shared/profile/empty.ts'
import { foldEvents } from '../shared/profile/fold.ts'
import type { Profile } from '../shared/profile/profile.ts'
import { compileSite } from '../shared/site/compile.ts'

/*
 * Journeys at work. `node bench/journeys.ts` measures what a pass costs, and how many timers drain in how
 * much memory without any platform; `bench/timers.ts` measures them by real alarms.
 */

const minute = 60_000
const hour = 60 * minute

const cart: Journey = {
  entry: { on: 'event', event: 'Product Added' },
  exit: [{ event: 'Order Completed' }],
  steps: [
    {
      ...{ id: 'hour', do: 'hold', for: '60m', until: { event: 'Order Completed' } },
      ...{ restartOn: { event: 'Product Added' }, onEvent: 'end' },
    },
    { id: 'remind', do: 'send', transactional: true, messages: { crm: { data: {} } } },
  ],
}
const timer: Journey = {
  entry: { on: 'event', event: 'Begun' },
  key: 'properties.n',
  steps: [{ id: 'wait', do: 'wait', for: '1h' }, ...cart.steps.slice(1)],
}
const site = compileSite({
  version: 1,
  config: {
    name: 'Bench',
    channels: { crm: { kind: 'webhook', url: 'https://crm.shop.com/' } },
    journeys: { cart, timer },
  },
})

/** One person: what the profile object holds. */
interface Person {
  profile: Profile
  state: JourneyState | undefined
  next: number | undefined
  sent: number[]
}

function newPerson(id: string, now: number): Person {
  return { profile: emptyProfile(id, id, now), state: undefined, next: undefined, sent: [] }
}

function pass(person: Person, events: readonly Event[], now: number): void {
  person.profile = foldEvents(person.profile, events, { now, site })
  const { profile, state } = person
  const resolve = (content: Parameters<Parameters<typeof runJourneys>[0]['resolve']>[0]) => ({
    content,
  })
  const result = runJourneys({ siteId: 'bench', site, profile, state, events, now, resolve })
  Object.assign(person, { profile: result.profile, state: result.state, next: result.next })
  for (const effect of result.effects) if (effect.type === 'send') person.sent.push(now)
}

function live(person: Person, until: number): void {
  while (person.next !== undefined && person.next <= until) pass(person, [], person.next)
}

function eventOf(
  id: string,
  name: string,
  at: number,
  properties: Event['properties'] = {}
): Event {
  return { id, type: 'track', name, at, properties, traits: {}, ids: {}, origin: 'page' }
}

/** What a visit pays for journeys, with so many runs on their way. */
function measurePass(runs: number): number {
  const now = 1_800_000_000_000
  const person = newPerson('p', now)
  for (let n = 0; n < runs; n++) pass(person, [eventOf(`b${n}`, 'Begun', now, { n })], now)
  const events = [eventOf('page', 'page', now + 1)]
  const { profile, state } = person
  const once = () => {
    Object.assign(person, { profile, state })
    pass(person, events, now + 1)
  }
  for (let i = 0; i < 500; i++) once()
  const times = Array.from({ length: 15 }, () => {
    const before = process.cpuUsage()
    for (let i = 0; i < 400; i++) once()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 400
  })
  return times.sort((a, b) => a - b)[7] ?? Number.NaN
}

/** Timers that are all due at once: how fast they drain, and how far memory rises. */
function drain(people: number, timers: number): void {
  const now = 1_800_000_000_000
  const all = Array.from({ length: people }, (_, n) => newPerson(`p${n}`, now))
  for (const person of all) {
    const events = Array.from({ length: timers }, (_, n) => eventOf(`t${n}`, 'Begun', now, { n }))
    pass(person, events, now)
  }
  const held = process.memoryUsage().heapUsed
  let peak = held
  const before = performance.now()
  for (const person of all) {
    live(person, now + 2 * hour)
    peak = Math.max(peak, process.memoryUsage().heapUsed)
  }
  const seconds = (performance.now() - before) / 1_000
  const sent = all.reduce((sum, person) => sum + person.sent.length, 0)
  const mib = (bytes: number) => Math.round(bytes / 1_048_576)
  console.log(
    `${people * timers} timers of ${people} people: ${sent} messages in ${seconds.toFixed(1)} s, heap ${mib(held)} -> ${mib(peak)} MiB at most`
  )
}

for (const runs of [0, 1, 5, 25]) {
  console.log(`a page view with ${runs} runs on their way: ${measurePass(runs).toFixed(0)} µs CPU`)
}
drain(4_000, 25)
