import { describe, expect, it } from 'vitest'
import { createCatalogue } from '../catalogue/catalogue.ts'
import { emptyProfile } from '../profile/empty.ts'
import type { ItemState, Profile } from '../profile/profile.ts'
import { compileSite } from '../site/compile.ts'
import type { SiteConfig } from '../site/config.ts'
import type { Action, Slot } from './action.ts'
import { decide } from './decide.ts'
import { recordDecided } from './ledger.ts'
import { packReceipts, unpackReceipt } from './receipt.ts'
import { replay } from './replay.ts'

const now = 1_772_445_600_000
const resolve = (content: Parameters<typeof JSON.stringify>[0]) => ({ content })
const context = { channel: 'page', timezone: 'UTC', locale: 'en', consent: {}, gpc: false }
const moment = { ...context, page: {}, more: {}, bot: false }
const catalogue = createCatalogue(1, [
  { id: 'quilt', category: 'Bedding', price: 90, margin: 30 },
  { id: 'curtain', category: 'Window Treatments', price: 60, margin: 25 },
  { id: 'blind', category: 'Window Treatments', price: 80, margin: 20 },
  { id: 'gone', category: 'Window Treatments', margin: 99, available: false },
])

const action = (more: Partial<Action> = {}): Action => ({
  slots: ['hero'],
  caps: [],
  variants: { a: { content: { type: 'text', text: 'x' } } },
  ...more,
})

function siteOf(slot: Slot, actions: Record<string, Action>, more: Partial<SiteConfig> = {}) {
  const config = { name: 'Shop', slots: { hero: slot }, actions, ...more }
  return { ...compileSite({ version: 1, config }), catalogue }
}

function ask(site: ReturnType<typeof siteOf>, seed: string, profile = person()) {
  const answer = decide({ site, profile, context: moment, slots: ['hero'], now, seed, resolve })
  const [receipt] = answer.receipts
  if (receipt === undefined) throw new Error('No receipt.')
  return { answer, receipt, shown: receipt.action }
}

function person(items: Record<string, ItemState> = {}): Profile {
  return { ...emptyProfile('p', 'stable', 0), items }
}

/** Shows actions in their slot, one after the other. */
function shownBefore(...actions: string[]): Profile {
  const decided = actions.map((id, i) => ({
    ...{ id: `d${i}.0`, slot: 'hero', action: id, variant: 'a' },
    content: { type: 'text' as const, text: '' },
  }))
  return recordDecided(person(), decided, { now: now - 1e6, channel: 'page', as: 'rendered' })
}

const seeds = Array.from({ length: 4_000 }, (_, i) => `seed-${i}`)

describe('novelty', () => {
  const actions = { known: action({ value: 9 }), new1: action(), new2: action() }
  const site = siteOf({ novelty: 0.2 }, actions)
  const profile = shownBefore('known', 'known')

  it('gives its share of decisions to what was never seen, and says how likely that was', () => {
    const counts: Record<string, number> = {}
    for (const seed of seeds) {
      const { receipt } = ask(site, seed, profile)
      counts[receipt.action ?? ''] = (counts[receipt.action ?? ''] ?? 0) + 1
      expect(receipt.probability).toBeCloseTo(receipt.action === 'known' ? 0.8 : 0.1)
    }
    expect((counts.known ?? 0) / seeds.length).toBeCloseTo(0.8, 1)
    expect((counts.new1 ?? 0) / seeds.length).toBeCloseTo(0.1, 1)
  })

  it('is the same for the same seed, stored and replayed', () => {
    const seed = seeds.find((one) => ask(site, one, profile).shown !== 'known') ?? ''
    const { answer, receipt } = ask(site, seed, profile)
    expect(receipt.candidates[0]).toMatchObject({ outcome: 'chosen', detail: 'novelty' })
    const packed = packReceipts(answer.receipts)
    const stored = packed && unpackReceipt(packed, receipt.id)
    expect(stored).toEqual(receipt)
    expect(stored && replay(stored, { site, resolve })).toEqual(answer)
  })

  it('never climbs over a tier, and leaves out what asks for it', () => {
    const tiers = { ...actions, new1: action({ tier: -1 }), new2: action({ novelty: false }) }
    const shown = new Set(
      seeds.slice(0, 200).map((seed) => ask(siteOf({ novelty: 1 }, tiers), seed, profile).shown)
    )
    expect([...shown]).toEqual(['known'])
  })
})

describe('variety', () => {
  const actions = { best: action({ value: 9 }), next: action(), low: action({ tier: -1 }) }
  const slot: Slot = { variety: { of: 'action', inARow: 2 } }

  it('lets another action of the tier go first after so many in a row', () => {
    const site = siteOf(slot, actions)
    expect(ask(site, 's', shownBefore('best')).shown).toBe('best')
    const { shown, receipt, answer } = ask(site, 's', shownBefore('best', 'best'))
    expect(shown).toBe('next')
    expect(replay(receipt, { site, resolve })).toEqual(answer)
    expect(ask(site, 's', shownBefore('best', 'best', 'next')).shown).toBe('best')
  })

  it('still shows what there is when nothing else is as good', () => {
    const { next: _, ...rest } = actions
    expect(ask(siteOf(slot, rest), 's', shownBefore('best', 'best')).shown).toBe('best')
  })

  it('can ask for another category of items', () => {
    const items = {
      quilt: action({ item: 'quilt', value: 9 }),
      curtain: action({ item: 'curtain', value: 8 }),
      blind: action({ item: 'blind', value: 7 }),
    }
    const site = siteOf({ variety: { of: 'category', inARow: 2 } }, items)
    expect(ask(site, 's', shownBefore('curtain', 'blind')).shown).toBe('quilt')
    expect(ask(site, 's', shownBefore('quilt', 'quilt')).shown).toBe('curtain')
  })
})

describe('a complement', () => {
  const complements = { Bedding: ['Window Treatments'], 'Window Treatments': ['Bedding'] }
  const goesWith = action({ item: 'bought.complement.id', value: 'item.margin' })
  const site = siteOf({}, { goesWith }, { catalogue: { complements } })
  const bought = (category: string): ItemState => ({ bought: 1, properties: { category }, at: 1 })

  it('is the item with the best margin of a category that goes with a purchase', () => {
    const home = { ...site, catalogue, complements }
    const { receipt } = ask(home, 's', person({ quilt: bought('Bedding') }))
    expect(receipt.action).toBe('goesWith')
    expect(receipt.facts['bought.complement.id']).toBe('curtain')
    expect(receipt.candidates[0]?.score).toBeCloseTo(0.25)
  })

  it('is none once something of that category was bought as well', () => {
    const items = { quilt: bought('Bedding'), blind: bought('Window Treatments') }
    expect(ask(site, 's', person(items)).receipt.facts['bought.complement.id']).toBeNull()
  })
})

it.each([
  [{ of: 'item.price', times: 'item.margin', plus: 10 }, 2710],
  [{ of: 'item.price', times: 0.5, atMost: 40 }, 40],
  [{ of: 'item.price', plus: 'item.margin' }, 120],
  [{ of: 'item.nothing', plus: 10 }, 0],
  [{ of: 'item.price', times: 'item.nothing' }, 0],
])('a value of %j is worth %d', (value, worth) => {
  const site = siteOf({}, { one: action({ item: 'quilt', value, probability: 1 }) })
  expect(ask(site, 's').receipt.candidates[0]?.score).toBe(worth)
})
