import { describe, expect, it } from 'vitest'
import { now } from '../../test/profile/events.ts'
import { emptyProfile } from './empty.ts'
import { rememberHome } from './remember-home.ts'

const nobody = emptyProfile('p', 's', now)
const told = { at: now, by: 'visit-1' }
const later = { at: now + 1, by: 'visit-2' }
const zoneOf = (...said: string[]) =>
  said.reduce(
    (profile, timezone, i) => rememberHome(profile, { timezone }, { at: now + i, by: `${i}` }),
    nobody
  ).home?.timezone?.value

describe('rememberHome', () => {
  it('keeps zone and language of the page, and when and where they were told', () => {
    expect(rememberHome(nobody, { timezone: 'Europe/Paris', locale: 'fr' }, told).home).toEqual({
      timezone: { value: 'Europe/Paris', ...told },
      locale: { value: 'fr', ...told },
    })
  })

  it('answers the same profile when it knew', () => {
    const place = { timezone: 'Europe/Paris', locale: 'fr' }
    const known = rememberHome(nobody, place, told)
    expect(rememberHome(known, place, later)).toBe(known)
    expect(rememberHome(known, {}, later)).toBe(known)
  })

  it('follows a person who travels', () => {
    expect(zoneOf('Europe/Paris', 'Asia/Tokyo')).toBe('Asia/Tokyo')
  })

  it('takes a bare offset only where there is nothing better', () => {
    expect(zoneOf('+01:00')).toBe('+01:00')
    expect(zoneOf('+01:00', '+02:00')).toBe('+02:00')
    expect(zoneOf('+01:00', 'Europe/Paris', '-05:00')).toBe('Europe/Paris')
  })

  it('takes no zone that is none', () => {
    expect(zoneOf('Mars/Base')).toBeUndefined()
  })

  it('takes no older word for a newer one', () => {
    const known = rememberHome(nobody, { locale: 'fr' }, later)
    expect(rememberHome(known, { locale: 'de' }, told)).toBe(known)
  })
})
