import { expect, test } from 'vitest'
import type { Event } from '../../event/event.ts'
import { compileSite } from '../../site/compile.ts'
import type { SiteConfig } from '../../site/config.ts'
import { createTimeMachine } from '../time-machine.ts'
import { reportTimeline } from './report.ts'
import { instantOf } from './when.ts'

const zone = 'Europe/Berlin'
const config: SiteConfig = {
  name: 'A shop',
  timezone: zone,
  slots: { notice: { default: 'Nothing' } },
  actions: {
    present: {
      slots: ['notice'],
      when: { 'journey.queued.present': true },
      variants: { a: { content: { type: 'text', text: 'A present waits.' } } },
    },
  },
  journeys: {
    birthday: {
      entry: { on: 'date', date: 'traits.birthday', time: '09:00', yearly: true },
      exit: [{ when: { 'care.active': true } }],
      steps: [{ id: 'give', do: 'queue', action: 'present', for: '7d' }],
    },
  },
}

const at = (when: string) => instantOf(when, { after: 0, zone })

function personAt(start: string) {
  const site = compileSite({ version: 1, config })
  const machine = createTimeMachine({
    ...{ site, start: at(start), timezone: zone },
    resolve: (content) => ({ content }),
  })
  const event = (name: string, more: Partial<Event> = {}): Event => ({
    ...{ id: `${name}-${machine.now()}`, type: name === 'identify' ? name : 'track', name },
    ...{ at: machine.now(), properties: {}, traits: {}, ids: {}, origin: 'server' },
    ...more,
  })
  machine.happen([event('identify', { traits: { birthday: '1990-06-14' } })])
  return { machine, event }
}

test('a birthday with an open ticket is told with the reason why nothing came', () => {
  const { machine, event } = personAt('2027-06-01 12:00')
  machine.travel(at('2027-06-13 18:00'))
  machine.happen([event('Ticket Opened', { properties: { ticket_id: 't1' } })])
  machine.travel(at('2027-06-14 23:00'))
  machine.visit({ page: { path: '/' }, slots: ['notice'] })
  expect(reportTimeline(machine.timeline, { zone, config })).toEqual([
    'Tue 2027-06-01',
    '  12:00  is known: birthday',
    'Sun 2027-06-13',
    '  18:00  does Ticket Opened (t1), says a server',
    'Mon 2027-06-14',
    '  09:00  ✗ birthday does not begin: care.active is true',
    '  23:00  opens /',
    '           notice keeps its default content: no action was eligible.',
    '             present: Not in the audience: journey.queued.present is false, needs to be true.',
  ])
})

test('what follows a move is told by the clock of the new place', () => {
  const { machine } = personAt('2027-06-13 12:00')
  machine.move('Asia/Tokyo')
  machine.travel(at('2027-06-14 12:00'))
  expect(reportTimeline(machine.timeline, { zone, config }).slice(2)).toEqual([
    '  19:00  is in Asia/Tokyo from now on',
    'Mon 2027-06-14',
    '  09:00  → enters birthday',
    '         → leaves birthday: finished',
    '         … present waits for the next page',
  ])
})
