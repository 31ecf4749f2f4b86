import { expect, it } from 'vitest'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { explainSegments } from './explain-segments.ts'

it('says of each segment whether somebody is in it, and what each comparison found', () => {
  const config = {
    name: 'Shop',
    segments: {
      stranger: { when: { 'profile.known': false } },
      loyal: { when: { 'events.Order Completed.count': { $gte: 3 } } },
      lasting: { when: { 'segments.loyal': true } },
    },
  }
  const reasons = explainSegments(config, emptyProfile('p', 'p', 0), 1_000)
  expect(reasons.map(({ name, isIn }) => [name, isIn])).toEqual([
    ['stranger', true],
    ['loyal', false],
    ['lasting', false],
  ])
  expect(reasons[1]?.comparisons).toEqual([
    { holds: false, words: 'events.Order Completed.count is at least 3', found: '0' },
  ])
})
