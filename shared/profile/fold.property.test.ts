import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyArrival, anyEvents, day, hour, now, track } from '../../test/profile/events.ts'
import { modelTrait } from '../../test/profile/model.ts'
import { siteOf } from '../../test/profile/site.ts'
import { everyKind } from '../../test/profile/traits.ts'
import type { Event } from '../event/event.ts'
import { fingerprint } from '../event/fingerprint.ts'
import type { Json } from '../event/json.ts'
import { emptyProfile } from './empty.ts'
import { foldEvents } from './fold.ts'
import { mergeProfiles } from './merge.ts'
import type { Profile } from './profile.ts'
import { readTrait } from './read-trait.ts'

const site = siteOf({ traits: everyKind, consent: { purposes: { ads: {}, mail: {} } } })
const empty = emptyProfile('p', 's', now)

/** As the profile's object does it: copies are known by their fingerprints and left out. */
function receive(batches: readonly (readonly Event[])[], at = now): Profile {
  const seen = new Set<number>()
  return batches.reduce((profile, batch) => {
    const news = batch.filter(({ id }) => seen.size < seen.add(fingerprint(id)).size)
    return foldEvents(profile, news, { now: at, site })
  }, empty)
}

describe('foldEvents', () => {
  it('gives the same bytes for every order, repetition and batching of 200 events (D9)', () => {
    fc.assert(
      fc.property(
        anyEvents(200).chain((events) => fc.tuple(fc.constant(events), anyArrival(events))),
        ([events, arrival]) => {
          const inOrder = receive(events.map((event) => [event]))
          expect(JSON.stringify(receive(arrival))).toBe(JSON.stringify(inOrder))
        }
      ),
      { numRuns: 1_000 }
    )
  })

  it('agrees with a model that keeps all events and counts', () => {
    fc.assert(
      fc.property(
        anyEvents(100),
        fc.constantFrom('UTC', 'Europe/Paris', 'Asia/Kathmandu', 'America/Los_Angeles'),
        fc.constantFrom(0, 1, hour, 3 * day, 10 * day),
        (events, zone, later) => {
          const profile = receive([events])
          const moment = { now: now + later, zone }
          for (const plan of site.fold.plans) {
            const reading = readTrait(plan, profile.computed[plan.name], moment)
            const expected = modelTrait(
              everyKind[plan.name] ?? { compute: 'count' },
              events,
              moment
            )
            expectLike(reading?.value, expected, plan.name)
          }
        }
      ),
      { numRuns: 1_000 }
    )
  })

  it('leaves its input as it is', () => {
    fc.assert(
      fc.property(anyEvents(60), anyEvents(60), (before, after) => {
        const profile = receive([before])
        const text = JSON.stringify(profile)
        foldEvents(profile, after, { now, site })
        expect(JSON.stringify(profile)).toBe(text)
      }),
      { numRuns: 200 }
    )
  })

  it('survives storage: a profile read back from JSON folds on the same', () => {
    fc.assert(
      fc.property(anyEvents(60), anyEvents(60), (before, after) => {
        const profile = receive([before])
        const stored = JSON.parse(JSON.stringify(profile)) as Profile
        expect(JSON.stringify(foldEvents(stored, after, { now, site }))).toBe(
          JSON.stringify(foldEvents(profile, after, { now, site }))
        )
      }),
      { numRuns: 200 }
    )
  })

  it('forgets the same however late an event comes', () => {
    fc.assert(
      fc.property(anyEvents(60), anyEvents(60), (some, others) => {
        const later = now + 3 * day
        const distinct = others.map((event) => ({ ...event, id: `o${event.id}` }))
        const fold = (profile: Profile, events: Event[], at: number): Profile =>
          foldEvents(profile, events, { now: at, site })
        // Visits of pages are accepted for 7 days, so both orders may see them.
        const fresh = [...some, ...distinct].filter(({ at }) => at >= later - 7 * day)
        const [a, b] = [fresh.filter((_, i) => i % 2 === 0), fresh.filter((_, i) => i % 2 === 1)]
        const end = [track('Song Played', { id: 'end', at: later })]
        expect(JSON.stringify(fold(fold(fold(empty, a, now), b, later), end, later))).toBe(
          JSON.stringify(fold(fold(fold(empty, b, now), a, later), end, later))
        )
      }),
      { numRuns: 200 }
    )
  })
})

describe('mergeProfiles', () => {
  it('gives the profile that all events together would have given, both ways round', () => {
    fc.assert(
      fc.property(anyEvents(200), fc.func(fc.boolean()), (events, side) => {
        const [a, b] = [events.filter((e) => side(e.id)), events.filter((e) => !side(e.id))]
        const [left, right] = [receive([a]), receive([b])]
        const texts = [JSON.stringify(left), JSON.stringify(right)]
        const whole = JSON.stringify({ ...receive([events]), declared: site.fold.declared })
        expect(JSON.stringify(mergeProfiles(left, right, { now, site }))).toBe(whole)
        expect(JSON.stringify(mergeProfiles(right, left, { now, site }))).toBe(whole)
        expect([JSON.stringify(left), JSON.stringify(right)]).toEqual(texts)
      }),
      { numRuns: 1_000 }
    )
  })
})

/**
 * Sums of decimals may differ from the model's floating point in the sixth place. Points that have faded
 * to 2^-16 are forgotten: the model does it as it reads, the profile as the next event comes.
 */
function expectLike(value: Json | undefined, expected: Json | undefined, name: string): void {
  if (name.startsWith('favourite') && Array.isArray(expected)) {
    expect(expected, name).toContain(value)
  } else if (isObject(value) && isObject(expected)) {
    expect(Object.keys(value).sort(), name).toEqual(Object.keys(expected).sort())
    for (const key of Object.keys(value)) expectLike(value[key], expected[key], name)
  } else if (typeof value === 'number' && typeof expected === 'number') {
    const tolerance = name === 'scoreFading' ? 1e-2 : 1e-4
    expect(Math.abs(value - expected), `${name} ${value} ${expected}`).toBeLessThan(
      tolerance + Math.abs(expected) * 1e-9
    )
  } else expect(value, name).toEqual(expected)
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
