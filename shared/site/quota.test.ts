import { expect, test } from 'vitest'
import { time } from '../../test/kit/journeys.ts'
import { periodOf } from './quota.ts'

test.each([
  ['day', '2028-02-29T23:59:59.999Z', '2028-02-29', '2028-03-01T00:00Z'],
  ['day', '2027-12-31T12:00Z', '2027-12-31', '2028-01-01T00:00Z'],
  ['month', '2027-12-31T12:00Z', '2027-12', '2028-01-01T00:00Z'],
  ['month', '2028-02-01T00:00Z', '2028-02', '2028-03-01T00:00Z'],
] as const)('a quota per %s falls at %s into %s, which ends at %s', (per, now, name, end) => {
  expect(periodOf({ events: 1, per }, time(now))).toEqual({ name, endsAt: time(end) })
})
