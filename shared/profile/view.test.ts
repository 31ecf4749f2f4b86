import { expect, it } from 'vitest'
import { now, track } from '../../test/profile/events.ts'
import { siteOf } from '../../test/profile/site.ts'
import { emptyProfile } from './empty.ts'
import { foldEvents } from './fold.ts'
import { viewProfile } from './view.ts'

const site = siteOf({
  traits: {
    views: { compute: 'count', event: 'Product Viewed', window: '7d' },
    city: { compute: 'last', of: 'traits.city' },
    favourite: { compute: 'favourite', of: 'properties.category' },
  },
  given: { nickname: { sensitivity: 'normal' }, plan: { sensitivity: 'red' } },
})

it('shows ids, traits with their source, segments and events, with times people can read', () => {
  const profile = foldEvents(
    emptyProfile('p1', 's1', now),
    [
      track('Product Viewed', {
        at: now - 1_000,
        properties: { product_id: 'b', category: 'shoes' },
      }),
      track('identify', {
        id: 'm1',
        type: 'identify',
        traits: { email: 'a@b.example', plan: 'pro', nickname: 'Al', city: 'Lyon' },
        ids: { user_id: 'u1' },
      }),
    ],
    { now, site }
  )
  const view = viewProfile({ profile, site, now, segments: ['vip'] })
  expect(view).toMatchObject({
    id: 'p1',
    ids: { user_id: ['u1'] },
    segments: ['vip'],
    createdAt: '2026-11-21T09:59:59.000Z',
    events: { 'Product Viewed': { count: 1, first: '2026-11-21T09:59:59.000Z' } },
    items: { b: { viewed: '2026-11-21T09:59:59.000Z' } },
    care: null,
  })
  expect(view.traits).toEqual({
    email: given('a@b.example', 'yellow'),
    plan: given('pro', 'red'),
    nickname: given('Al', 'normal'),
    // Computed traits go before given ones of the same name, and are as sensitive as their source.
    city: { value: 'Lyon', source: 'computed', approximate: false, sensitivity: 'yellow' },
    views: { value: 1, source: 'computed', approximate: false, sensitivity: 'normal' },
    favourite: { value: 'shoes', source: 'computed', approximate: false, sensitivity: 'normal' },
  })
})

function given(value: string, sensitivity: string) {
  return { value, source: 'given', event: 'm1', at: '2026-11-21T10:00:00.000Z', sensitivity }
}
