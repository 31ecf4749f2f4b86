import { describe, expect, test } from 'vitest'
import { emptyProfile } from '../../shared/profile/empty.ts'
import type { ProfileRecord } from './record.ts'
import { routeVisit } from './routing.ts'
import { type Owner, transitions } from './transition.ts'
import type { Addressing, Standing } from './visit.ts'

const profile = emptyProfile('home', 'home', 0)
const anonymous: ProfileRecord = { profile }
const known: ProfileRecord = { profile: { ...profile, ids: { user_id: ['ada'] } } }
const device = { via: 'device', device: 'home', mayBeKnown: true } as const
const stranger = { ...device, mayBeKnown: false } as const
const person = { via: 'profile', device: 'home', mayBeKnown: true } as const

describe('a visit', () => {
  test.each<[string, ProfileRecord, Addressing, unknown]>([
    ['of a new device stays', {}, device, 'here'],
    ['of an anonymous device stays', anonymous, device, 'here'],
    ['of a device whose profile has a name stays', known, device, 'here'],
    ['of its own user stays', known, { ...device, user: 'ada' }, 'here'],
    [
      'of a first user is settled',
      anonymous,
      { ...device, user: 'ada' },
      { settle: 'home', standing: 'anonymous' },
    ],
    [
      'of a second user is settled',
      known,
      { ...device, user: 'bob' },
      { settle: 'home', standing: 'other' },
    ],
    ['of a merged device goes on', { movedTo: 'q' }, device, { to: 'q' }],
    ['of a switched device goes to its user', { ...known, device: 'r' }, device, { to: 'r' }],
    ['to a person goes past the device’s user', { ...known, device: 'r' }, person, 'here'],
    ['to a merged person goes on', { movedTo: 'q' }, person, { to: 'q' }],
    [
      'by a device that has left is sent back',
      { ...known, left: ['home'] },
      person,
      { gone: 'home' },
    ],
    ['without proof stays with nobody', {}, stranger, 'here'],
    ['without proof stays with an anonymous profile', anonymous, stranger, 'here'],
    ['without proof never meets a name', known, stranger, 'guest'],
    ['without proof never follows a redirect', { movedTo: 'q' }, stranger, 'guest'],
    ['without proof goes to the guest', { movedTo: 'q', guest: 'g' }, stranger, { to: 'g' }],
    [
      'without proof needs another guest when that one has a name',
      { movedTo: 'q', guest: 'g' },
      { ...stranger, expiredGuest: 'g' },
      'guest',
    ],
    [
      'with proof brings the guest along',
      { movedTo: 'q', guest: 'g' },
      { ...device, user: 'ada' },
      { settle: 'g', standing: 'anonymous' },
    ],
    [
      'to a guest that has become somebody is sent back',
      { movedTo: 'q' },
      { ...stranger, via: 'profile' },
      { gone: 'home' },
    ],
    [
      'about somebody who must exist begins nobody',
      {},
      { ...person, mustExist: true },
      { gone: 'home' },
    ],
  ])('%s', (_, record, addressing, route) => {
    expect(routeVisit('home', record, addressing)).toEqual(route)
  })
})

describe('transitions (I3)', () => {
  test.each<[Standing, Owner, string]>([
    ['anonymous', 'nobody', 'join'],
    ['anonymous', 'this', 'join'],
    ['anonymous', 'another', 'merge'],
    ['same', 'nobody', 'join'],
    ['same', 'this', 'join'],
    ['same', 'another', 'merge'],
    ['other', 'nobody', 'switch'],
    ['other', 'this', 'join'],
    ['other', 'another', 'switch'],
  ])('%s, owned by %s: %s', (standing, owner, transition) => {
    expect(transitions[standing][owner]).toBe(transition)
  })
})
