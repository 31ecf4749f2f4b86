import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { now } from '../../test/cases/arbitrary-decisions.ts'
import { resolve } from '../../test/cases/run-decisions.ts'
import { outcomeEvents } from '../api/page-api.ts'
import type { Event } from '../event/event.ts'
import { emptyProfile } from '../profile/empty.ts'
import { foldEvents } from '../profile/fold.ts'
import type { Profile } from '../profile/profile.ts'
import { compileSite } from '../site/compile.ts'
import type { Action, Cap } from './action.ts'
import { instantMs, reservationMs } from './attention.ts'
import { decide } from './decide.ts'
import type { Context, Decision } from './decision.ts'
import { recordDecided } from './ledger.ts'

const context: Context = {
  channel: 'page',
  timezone: 'UTC',
  locale: 'en',
  consent: {},
  gpc: false,
  page: {},
  more: {},
  bot: false,
}

const hour = 3_600_000
const day = 24 * hour

/** What may happen next: somebody asks, a page renders what it got, time passes. */
const step = fc.oneof(
  fc.record({
    does: fc.constant('ask' as const),
    slots: fc.constantFrom<string[]>(['hero'], ['hero', 'side']),
  }),
  fc.record({ does: fc.constant('render' as const), which: fc.nat(3) }),
  fc.record({ does: fc.constant('wait' as const), ms: fc.constantFrom(1, 20_000, hour, 9 * hour) })
)

const total: Cap = { max: 4, per: '1d' }
const promo: Cap = { max: 3, per: '1d' }
const own: Cap = { max: 2, per: '1d' }

function action(slots: string[], extra: Partial<Action> = {}): Action {
  return {
    slots,
    variants: { on: { content: { type: 'text', text: 'x' } } },
    caps: [own],
    ...extra,
  }
}

const site = compileSite({
  version: 1,
  config: {
    name: 'Caps',
    slots: { hero: {}, side: {} },
    caps: { total: [total], tags: { promo: [promo] } },
    actions: {
      a: action(['hero', 'side'], { tags: ['promo'] }),
      b: action(['hero'], { tags: ['promo'] }),
      c: action(['side']),
      d: action(['side'], { tags: ['promo'] }),
    },
  },
})

/** A page that renders within a minute of the answer, or never does. */
interface World {
  profile: Profile
  at: number
  waiting: { decision: Decision; since: number }[]
  rendered: { action: string; at: number }[]
  events: number
}

function ask(world: World, slots: string[]): void {
  const { profile, at } = world
  const seed = `r${world.events++}`
  const { decisions } = decide({ site, profile, context, slots, now: at, seed, resolve })
  world.profile = recordDecided(profile, decisions, { now: at, channel: 'page' })
  world.waiting.push(...decisions.map((decision) => ({ decision, since: at })))
}

function render(world: World, which: number): void {
  const isFresh = ({ since }: { since: number }) => world.at - since < reservationMs
  world.waiting = world.waiting.filter(isFresh)
  const [one] = world.waiting.splice(which % Math.max(1, world.waiting.length), 1)
  if (one === undefined) return
  const { id, action, slot, variant } = one.decision
  const event: Event = {
    id: `e${world.events++}`,
    type: 'track',
    name: outcomeEvents.rendered,
    at: world.at,
    properties: { decision: id, action, slot, variant },
    traits: {},
    ids: {},
    origin: 'page',
  }
  world.profile = foldEvents(world.profile, [event], { now: world.at, site })
  world.rendered.push({ action, at: world.at })
}

/** The most that was rendered within one window of the cap, of the actions it covers. */
function most({ rendered }: World, covers: (action: string) => boolean): number {
  const times = rendered.filter(({ action }) => covers(action)).map(({ at }) => at)
  return Math.max(
    0,
    ...times.map((end) => times.filter((at) => at <= end && at >= end - day).length)
  )
}

function begin(): World {
  const profile = emptyProfile('p', 'stable', now)
  return { profile, at: now, waiting: [], rendered: [], events: 0 }
}

describe('caps', () => {
  it('are reached by a page that renders all it gets', () => {
    const world = begin()
    for (let asked = 0; asked < 10; asked++) {
      ask(world, ['hero', 'side'])
      while (world.waiting.length > 0) render(world, 0)
    }
    expect(most(world, () => true)).toBe(total.max)
  })

  it('are never exceeded, whatever tabs ask, render and leave', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const world = begin()
        for (const one of steps) {
          if (one.does === 'ask') ask(world, one.slots)
          else if (one.does === 'render') render(world, one.which)
          else world.at += one.ms
        }
        expect(most(world, () => true)).toBeLessThanOrEqual(total.max)
        expect(most(world, (name) => name !== 'c')).toBeLessThanOrEqual(promo.max)
        for (const name of ['a', 'b', 'c', 'd']) {
          expect(most(world, (other) => other === name)).toBeLessThanOrEqual(own.max)
        }
      }),
      { numRuns: 500 }
    )
  })
})

describe('recordDecided', () => {
  const profile = emptyProfile('p', 'stable', now)
  const decision: Decision = {
    id: 's.0',
    slot: 'hero',
    action: 'constructor',
    variant: 'on',
    content: { type: 'text', text: 'x' },
  }

  it('answers the same profile when nothing was decided', () => {
    expect(recordDecided(profile, [], { now, channel: 'page' })).toBe(profile)
  })

  it('reserves in the ledger and counts in the totals, and leaves the old profile alone', () => {
    const before = JSON.stringify(profile)
    const after = recordDecided(profile, [decision], { now, channel: 'page' })
    expect(after.ledger).toEqual([
      {
        at: now,
        outcome: 'decided',
        decision: 's.0',
        action: 'constructor',
        variant: 'on',
        slot: 'hero',
        channel: 'page',
      },
    ])
    expect(after.totals.constructor).toEqual({ decided: { count: 1, last: now } })
    expect(JSON.stringify(profile)).toBe(before)
  })

  it('takes the word of a channel that never confirms', () => {
    const after = recordDecided(profile, [decision], { now, channel: 'email', as: 'rendered' })
    expect(after.ledger[0]).toMatchObject({ outcome: 'rendered', channel: 'email' })
  })

  it('forgets decisions that no page has confirmed in half an hour', () => {
    const first = recordDecided(profile, [decision], { now, channel: 'page' })
    const later = { now: now + instantMs, channel: 'page' }
    const after = recordDecided(first, [{ ...decision, id: 's.1' }], later)
    expect(after.ledger.map((entry) => entry.decision)).toEqual(['s.1'])
    expect(after.totals.constructor).toMatchObject({ decided: { count: 2 } })
  })

  it('forgets one for a page that is open after a minute already', () => {
    const isInstant = (slot: string) => slot === 'next-page'
    const soon = { ...decision, id: 's.next', slot: 'next-page' }
    const first = recordDecided(profile, [decision, soon], { now, channel: 'page', isInstant })
    const later = { now: now + reservationMs, channel: 'page', isInstant }
    const after = recordDecided(first, [{ ...decision, id: 's.1' }], later)
    expect(after.ledger.map((entry) => entry.decision)).toEqual(['s.next', 's.1'])
  })

  it('keeps the newest of a bounded ledger', () => {
    let full = profile
    for (let i = 0; i < 400; i++) {
      full = recordDecided(full, [{ ...decision, id: `s.${i}` }], { now: now + i, channel: 'page' })
    }
    expect(full.ledger).toHaveLength(300)
    expect(full.ledger.at(-1)?.decision).toBe('s.399')
  })
})
