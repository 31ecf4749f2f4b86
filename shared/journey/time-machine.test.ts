import { expect, test } from 'vitest'
import { day, happening, hour, mail, siteOf, time } from '../../test/kit/journeys.ts'
import { simulate } from './time-machine.ts'

test('a script is played with every alarm in between, and told from beginning to end', () => {
  const start = time('2027-03-01T10:00Z')
  const site = siteOf({
    j: {
      entry: { on: 'event', event: 'Begun' },
      steps: [
        { id: 'nine', do: 'waitUntil', time: '09:00' },
        { id: 'say', do: 'send', messages: mail },
      ],
    },
  })
  const me = happening('identify', start, {}, { traits: { email: 'ann@example.com' } })
  const timeline = simulate({
    ...{ site, start, resolve: (content) => ({ content }), timezone: 'Europe/Paris' },
    script: [
      { at: start + 2 * hour, move: 'Asia/Tokyo' },
      { at: start, event: me },
      { at: start + hour, event: happening('Begun', start + hour) },
      { at: start + day, visit: { page: { path: '/' } } },
    ],
    until: start + 5 * day,
  })
  const told = timeline.map(({ at, what }) => [(at - start) / hour, what])
  expect(told).toContainEqual([14, 'message'])
  expect(told.at(-1)).toEqual([24, 'page'])
})
