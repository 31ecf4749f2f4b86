import { expect, it } from 'vitest'
import { perMinute, perSecond, totalsOf } from './figures.ts'

const answer = {
  now: 120_000,
  minutes: [
    { minute: 0, counters: { 'event:ok': 2, 'event:invalid': 1, 'eventful:x': 9 } },
    { minute: 60_000, counters: { 'event:ok': 4, 'decision:hero:home': 3 } },
  ],
}

it('counts each kind minute by minute', () => {
  expect(perMinute(answer, 'event')).toEqual([3, 4])
})

it('adds up what a kind is made of, most first', () => {
  expect(totalsOf(answer, 'event')).toEqual([
    ['ok', 6],
    ['invalid', 1],
  ])
})

it('says a rate with as many digits as it deserves', () => {
  expect([perSecond([3, 3, 3]), perSecond([180, 180, 180]), perSecond([6e4, 6e4, 6e4])]).toEqual([
    '0.05',
    '3.0',
    '1,000',
  ])
})
