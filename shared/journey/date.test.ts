import { expect, test } from 'vitest'
import { formatTime } from '../event/time.ts'
import { anniversaryOf, type DateRule, momentOf } from './date.ts'

const moment = (value: string | number, rule: DateRule, zone: string): string | undefined => {
  const at = momentOf(value, rule, zone)
  return at === undefined ? undefined : formatTime(at)
}
const birthday = (value: string, year: number, zone = 'UTC'): string | undefined => {
  const at = anniversaryOf(value, year, { rule: { time: '09:00' }, zone })
  return at === undefined ? undefined : formatTime(at)
}

test('a day is a day of the person, at nine in the morning unless a time is given', () => {
  expect(moment('2027-05-01', {}, 'Asia/Tokyo')).toBe('2027-05-01T00:00:00.000Z')
  expect(moment('2027-05-01', { time: '18:30' }, 'Asia/Tokyo')).toBe('2027-05-01T09:30:00.000Z')
})

test('a time keeps its own hour of the day over an offset of days and a clock change', () => {
  const concert = '2027-03-29T20:00:00+02:00'
  expect(moment(concert, { offset: '-2d' }, 'Europe/Paris')).toBe('2027-03-27T19:00:00.000Z')
  expect(moment(concert, { offset: '-1w', time: '10:00' }, 'Europe/Paris')).toBe(
    '2027-03-22T09:00:00.000Z'
  )
})

test('an offset of hours is exact', () => {
  expect(moment('2027-03-28T04:00:00+02:00', { offset: '-3h' }, 'Europe/Paris')).toBe(
    '2027-03-27T23:00:00.000Z'
  )
})

test('what is no date has no moment', () => {
  expect(moment('soon', {}, 'UTC')).toBeUndefined()
  expect(moment('2027-02-30', {}, 'UTC')).toBeUndefined()
  expect(birthday('02-30', 2027)).toBeUndefined()
  expect(birthday('13-01', 2027)).toBeUndefined()
})

test('somebody born on 29 February has a birthday every year', () => {
  expect(birthday('1996-02-29', 2027)).toBe('2027-02-28T09:00:00.000Z')
  expect(birthday('1996-02-29', 2028)).toBe('2028-02-29T09:00:00.000Z')
  expect(birthday('1996-02-29', 2100)).toBe('2100-02-28T09:00:00.000Z')
})

test('a birthday is the day that is written, in every zone and however it travelled', () => {
  expect(birthday('1990-05-01T00:00:00.000Z', 2027, 'America/Los_Angeles')).toBe(
    '2027-05-01T16:00:00.000Z'
  )
  expect(birthday('--05-01', 2027)).toBe('2027-05-01T09:00:00.000Z')
  expect(birthday('05-01', 2027)).toBe('2027-05-01T09:00:00.000Z')
})
