import { describe, expect, it } from 'vitest'
import { day, hour, minute, now, track } from '../../test/profile/events.ts'
import { siteOf, siteWith } from '../../test/profile/site.ts'
import type { Event } from '../event/event.ts'
import type { Json } from '../event/json.ts'
import { limits } from '../event/limits.ts'
import { emptyProfile } from './empty.ts'
import { foldEvents, refoldTraits, staleTraits } from './fold.ts'
import type { FoldSite } from './fold-site.ts'
import { mergeProfiles } from './merge.ts'
import type { Profile } from './profile.ts'
import { readTrait } from './read-trait.ts'
import type { TraitDeclaration } from './trait.ts'

function fold(site: FoldSite, events: readonly Event[], at = now): Profile {
  return foldEvents(emptyProfile('p', 's', now), events, { now: at, site })
}

function read(site: FoldSite, profile: Profile, at = now, zone = 'UTC') {
  const plan = site.fold.traits.get('t')
  if (plan === undefined) throw new Error('no trait')
  return readTrait(plan, profile.computed.t, { now: at, zone })
}

/** The value of one trait over some events. */
function worth(
  trait: TraitDeclaration,
  events: readonly Event[],
  { at = now, zone = 'UTC' } = {}
): Json | undefined {
  const site = siteWith(trait)
  return read(site, fold(site, events), at, zone)?.value
}

const view = (ago: number, properties = {}): Event =>
  track('Product Viewed', { at: now - ago, properties })

describe('a window', () => {
  it('lets a view go at 7 days and 1 ms, with no event and no job', () => {
    const site = siteWith({ compute: 'count', event: 'Product Viewed', window: '7d' })
    const profile = fold(site, [view(0)])
    expect(read(site, profile, now + 7 * day)).toEqual({ value: 1, isApproximate: false })
    expect(read(site, profile, now + 7 * day + 1)).toEqual({ value: 0, isApproximate: false })
  })

  it('is exact to the millisecond for every kind', () => {
    const price = { properties: { price: 5 } }
    const kinds: [TraitDeclaration, Json | undefined, Json | undefined][] = [
      [{ compute: 'sum', of: 'properties.price' }, 5, 0],
      [{ compute: 'average', of: 'properties.price' }, 5, undefined],
      [{ compute: 'minimum', of: 'properties.price' }, 5, undefined],
      [{ compute: 'maximum', of: 'properties.price' }, 5, undefined],
      [{ compute: 'first', of: 'properties.price' }, 5, undefined],
      [{ compute: 'last', of: 'properties.price' }, 5, undefined],
      [{ compute: 'distinct', of: 'properties.price' }, 1, 0],
      [{ compute: 'favourite', of: 'properties.price' }, '5', undefined],
      [{ compute: 'recency' }, hour, undefined],
      [{ compute: 'score', weights: { Played: 2 } }, 2, 0],
      [{ compute: 'rfm', of: 'properties.price' }, 7, undefined],
      [{ compute: 'count', by: 'properties.price' }, { 5: 1 }, {}],
    ]
    for (const [trait, within, beyond] of kinds) {
      const windowed = { ...trait, window: '1h' }
      const event = track('Played', price)
      expect(worth(windowed, [event], { at: now + hour }), trait.compute).toEqual(within)
      expect(worth(windowed, [event], { at: now + hour + 1 }), trait.compute).toEqual(beyond)
    }
  })

  it('moves a trend’s event from this window to the one before, then out', () => {
    const trait: TraitDeclaration = { compute: 'trend', window: '1h' }
    const events = [track('A')]
    expect(worth(trait, events, { at: now + hour })).toBe(2)
    expect(worth(trait, events, { at: now + hour + 1 })).toBe(0)
    expect(worth(trait, events, { at: now + 2 * hour + 1 })).toBeUndefined()
  })

  it('adds up what is older than the newest 128 points, within 1/32 of its length', () => {
    const site = siteWith({ compute: 'count', window: '32h' })
    const events = Array.from({ length: 640 }, (_, i) => view(i * 3 * minute))
    const profile = fold(site, events)
    expect(read(site, profile)).toEqual({ value: 640, isApproximate: false })
    // Ten hours later the window's edge cuts through the sums, not yet through single points.
    const later = read(site, profile, now + 10 * hour + 20 * minute)
    const exact = events.filter(({ at }) => at >= now - 22 * hour + 20 * minute).length
    expect(later?.isApproximate).toBe(true)
    expect(Math.abs(Number(later?.value) - exact)).toBeLessThanOrEqual(10)
    // And when only single points are left, it is exact again.
    const end = now + 32 * hour - 3 * hour
    expect(read(site, profile, end)).toEqual({ value: 61, isApproximate: false })
  })
})

describe('values', () => {
  it('add up to the cent', () => {
    const events = [0.1, 0.2, '0.3', 'free', null, 1e-7].map((price, i) => view(i, { price }))
    expect(worth({ compute: 'sum', of: 'properties.price' }, events)).toBe(0.6)
  })

  it('of an order’s products are read product by product', () => {
    const products = [
      { category: 'shoes', price: 30 },
      { category: 'light', price: 5 },
      { category: 'shoes', price: 10 },
    ]
    const events = [track('Order Completed', { properties: { products } })]
    const of = 'properties.products.price'
    const by = 'properties.products.category'
    expect(worth({ compute: 'sum', of, by }, events)).toEqual({ light: 5, shoes: 40 })
    expect(worth({ compute: 'count', by }, events)).toEqual({ light: 1, shoes: 1 })
    expect(worth({ compute: 'favourite', of: by }, events)).toBe('shoes')
  })

  it('of GA4’s names count under the canonical name', () => {
    const events = [view(0), track('Order Completed')]
    expect(worth({ compute: 'count', event: ['view_item', 'purchase'] }, events)).toBe(2)
    expect(worth({ compute: 'score', weights: { purchase: 5 } }, events)).toBe(5)
  })
})

describe('a favourite', () => {
  const trait: TraitDeclaration = {
    compute: 'favourite',
    of: 'properties.genre',
    halfLife: '7d',
    atLeast: 2,
  }
  const played = (ago: number, genre: string): Event =>
    track('Song Played', { at: now - ago, properties: { genre } })

  it('is what was chosen lately rather than often, long ago', () => {
    const old = [1, 2, 3, 4].map((i) => played(28 * day + i, 'rock'))
    expect(worth(trait, [...old, played(0, 'jazz'), played(minute, 'jazz')])).toBe('jazz')
  })

  it('is nobody’s before it weighs enough, and fades', () => {
    expect(worth(trait, [played(0, 'jazz')])).toBeUndefined()
    const events = [played(0, 'jazz'), played(minute, 'jazz')]
    expect(worth(trait, events)).toBe('jazz')
    expect(worth(trait, events, { at: now + 2 * day })).toBeUndefined()
  })
})

describe('calendar traits', () => {
  // 2026-11-21 is a Saturday; 10:00 UTC is 11:00 in Paris and 2:00 in Los Angeles.
  it('are read on the person’s own clock', () => {
    const events = [view(0), view(day), view(7 * day)]
    expect(worth({ compute: 'hours' }, events, { zone: 'Europe/Paris' })).toBe(11)
    expect(worth({ compute: 'hours' }, events, { zone: 'America/Los_Angeles' })).toBe(2)
    expect(worth({ compute: 'weekdays' }, events, { zone: 'Europe/Paris' })).toBe(6)
  })

  it('count a streak of days back from today, or from yesterday while today is young', () => {
    const trait: TraitDeclaration = { compute: 'streak' }
    const events = [0, 1, 2, 4].map((days) => view(days * day))
    expect(worth(trait, events)).toBe(3)
    expect(worth(trait, events, { at: now + day })).toBe(3)
    expect(worth(trait, events, { at: now + 2 * day })).toBe(0)
  })

  it('cut days at the midnight of the zone asked for', () => {
    // 23:30 and 00:30 in Paris, one UTC day.
    const events = [view(11.5 * hour), view(10.5 * hour)]
    const trait: TraitDeclaration = { compute: 'streak' }
    expect(worth(trait, events, { zone: 'Europe/Paris' })).toBe(2)
    expect(worth(trait, events, { zone: 'Asia/Tokyo' })).toBe(1)
  })

  it('read sums of long ago by the hour of the week', () => {
    const events = Array.from({ length: 300 }, (_, i) => view(i * 7 * day))
    const trait: TraitDeclaration = { compute: 'weekdays' }
    expect(worth(trait, events, { zone: 'Asia/Tokyo' })).toBe(6)
  })
})

describe('rfm', () => {
  it('gives 3 to 15 points by the owner’s steps', () => {
    const steps = {
      recency: ['52w', '26w', '12w', '4w'],
      frequency: [1, 2, 3, 4],
      monetary: [10, 20, 30, 40],
    }
    const trait: TraitDeclaration = { compute: 'rfm', of: 'properties.revenue', steps }
    const order = (ago: number): Event =>
      track('Order Completed', { at: now - ago, properties: { revenue: 10 } })
    expect(worth(trait, [])).toBeUndefined()
    expect(worth(trait, [order(400 * day)])).toBe(5)
    expect(worth(trait, [1, 2, 3, 4].map(order))).toBe(15)
  })
})

describe('a trait that is refreshed daily', () => {
  it('stays as it was at midnight until the next', () => {
    const trait: TraitDeclaration = { compute: 'count', refresh: '1d' }
    const events = [view(30 * hour), view(hour)]
    expect(worth(trait, events)).toBe(1)
    expect(worth(trait, events, { at: now + 14 * hour })).toBe(2)
  })
})

describe('bounds', () => {
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((item, i) => [(i * 7_919) % list.length, item] as const)
      .toSorted((a, b) => a[0] - b[0])
      .map(([, item]) => item)

  it('hold for groups without end, and say so', () => {
    const site = siteWith({ compute: 'count', by: 'properties.product_id' })
    const events = Array.from({ length: 1_000 }, (_, i) => view(i, { product_id: `p${i % 500}` }))
    const reading = read(site, fold(site, events))
    expect(Object.keys(reading?.value ?? {}).length).toBe(limits.aggregate.groups)
    expect(Object.values(reading?.value ?? {}).every((n) => n === 2)).toBe(true)
    expect(reading?.isApproximate).toBe(true)
  })

  it('give up the same, whatever came first and however it was split', () => {
    const of = 'properties.product_id'
    const site = siteOf({
      traits: {
        groups: { compute: 'count', by: of },
        windowed: { compute: 'sum', of: 'properties.price', by: of, window: '7d' },
        distinct: { compute: 'distinct', of },
        distinctWindowed: { compute: 'distinct', of, window: '7d' },
        favourite: { compute: 'favourite', of },
        first: { compute: 'first', of, by: of, window: '4w' },
        streak: { compute: 'streak' },
        hours: { compute: 'hours', by: of },
      },
    })
    const events = Array.from({ length: 3_000 }, (_, i) =>
      view((i * i * 997) % (8 * day), { product_id: `p${i % 700}`, price: i / 7 })
    ).concat(Array.from({ length: 500 }, (_, i) => view(i * day)))
    const whole = JSON.stringify(fold(site, events))
    const batches = (list: readonly Event[], size: number): Profile => {
      let profile = emptyProfile('p', 's', now)
      for (let i = 0; i < list.length; i += size) {
        profile = foldEvents(profile, list.slice(i, i + size), { now, site })
      }
      return profile
    }
    expect(JSON.stringify(batches(shuffled(events), 7))).toBe(whole)
    expect(JSON.stringify(batches(events.toReversed(), 50))).toBe(whole)
    const halves = [0, 1].map((half) =>
      fold(
        site,
        events.filter((_, i) => i % 2 === half)
      )
    )
    const [a = emptyProfile('p', 's', now), b = a] = halves
    expect(JSON.stringify(mergeProfiles(a, b, { now, site }))).toBe(whole)
  })

  it('keep the newest groups of a window exact, however many there are', () => {
    const site = siteWith({ compute: 'count', by: 'properties.product_id', window: '7d' })
    const events = Array.from({ length: 1_000 }, (_, i) =>
      view(i * minute, { product_id: `p${i}` })
    )
    const value = read(site, fold(site, events))?.value
    expect(value).toMatchObject({ p0: 1, p50: 1, p127: 1 })
  })

  it('estimate distinct values beyond 256 within a fifth', () => {
    const site = siteWith({ compute: 'distinct', of: 'properties.product_id' })
    for (const n of [256, 1_000, 10_000]) {
      const events = Array.from({ length: n }, (_, i) => view(i, { product_id: `p${i}` }))
      const reading = read(site, fold(site, events))
      expect(reading?.isApproximate).toBe(n > 256)
      expect(Math.abs(Number(reading?.value) / n - 1)).toBeLessThan(n > 256 ? 0.2 : 1e-9)
    }
  })

  it('hold 10,000 events of a busy life in less than 256 KiB', () => {
    const traits = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [
        `t${i}`,
        { compute: 'count', by: 'properties.product_id', window: '4w' } satisfies TraitDeclaration,
      ])
    )
    const site = siteOf({ traits })
    const events = Array.from({ length: 10_000 }, (_, i) =>
      track(`Event ${i % 900}`, {
        at: now - i * minute,
        properties: { product_id: `p${i}`, name: 'x'.repeat(100) },
      })
    )
    const text = JSON.stringify(fold(site, events))
    expect(text.length).toBeLessThan(262_144)
  })
})

describe('staleTraits', () => {
  const before = siteOf({
    traits: { a: { compute: 'count' }, b: { compute: 'count', window: '1d' } },
  })
  const after = siteOf({
    traits: {
      a: { compute: 'count', description: 'words fold nothing again' },
      b: { compute: 'count', window: '2d' },
      c: { compute: 'recency' },
    },
  })
  const events = [view(0), view(36 * hour)]

  it('names changed and new traits, and none when nothing changed', () => {
    const profile = fold(before, events)
    expect(staleTraits(profile, before)).toEqual([])
    expect(staleTraits(profile, after)).toEqual(['b', 'c'])
    expect(staleTraits(emptyProfile('p', 's', now), after)).toEqual([])
  })

  it('become what they would have been, from the stored events', () => {
    const profile = fold(before, events)
    const refolded = refoldTraits(profile, ['b', 'c'], events, { now, site: after })
    expect(staleTraits(refolded, after)).toEqual([])
    expect(JSON.stringify(refolded.computed)).toBe(JSON.stringify(fold(after, events).computed))
  })
})

describe('a trait with a purpose', () => {
  const site = siteOf({
    traits: { t: { compute: 'count', event: 'Product Viewed', purpose: 'profiling' } },
    consent: { mode: 'required', purposes: { profiling: {} } },
  })
  const answer = (granted: boolean, ago: number): Event =>
    track('Consent Given', { at: now - ago, consent: { profiling: granted } })

  it('is folded only with a yes, and given up with a no', () => {
    expect(fold(site, [view(0)]).computed).toEqual({})
    const granted = fold(site, [answer(true, 3), view(2)])
    expect(read(site, granted)?.value).toBe(1)
    const denied = foldEvents(granted, [answer(false, 1)], { now, site })
    expect(JSON.stringify(denied.computed)).toBe('{}')
  })

  it('takes an empty consent object for a no to every purpose', () => {
    const granted = fold(site, [answer(true, 3), view(2)])
    const empty = track('Consent Given', { consent: {} })
    expect(foldEvents(granted, [empty], { now, site }).consent.profiling?.value).toBe(false)
  })
})
