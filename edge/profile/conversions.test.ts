import { expect, test } from 'vitest'
import type { Event } from '../../shared/event/event.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { conversionCounters } from './conversions.ts'

const before = {
  ...emptyProfile('p', 's', 0),
  totals: {
    sale: { converted: { count: 1, last: 1 } },
    lamps: { rendered: { count: 3, last: 1 } },
  },
}
const after = {
  ...before,
  totals: {
    sale: { converted: { count: 3, last: 2 } },
    lamps: { rendered: { count: 4, last: 2 } },
    rugs: { converted: { count: 1, last: 2 } },
  },
}
const reported: Event = {
  ...{ id: 'e', type: 'track', name: 'Decision Converted', at: 2, traits: {}, ids: {} },
  ...{ properties: { action: 'sale' }, origin: 'page' },
}

test('conversions that goals tell are counted, and those that the page reports are not twice', () => {
  expect(conversionCounters(before, after, [])).toEqual({
    ...{ 'outcome:converted:sale': 2, 'outcome:converted:rugs': 1 },
  })
  expect(conversionCounters(before, after, [reported])).toMatchObject({
    'outcome:converted:sale': 1,
  })
})
