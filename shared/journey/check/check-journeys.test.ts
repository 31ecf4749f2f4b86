import { describe, expect, test } from 'vitest'
import { mail } from '../../../test/kit/journeys.ts'
import { checkSite } from '../../site/check.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Journey } from '../schema.ts'

const send = { id: 'say', do: 'send' as const, messages: mail }
const good: Journey = {
  entry: { on: 'event', event: 'Begun' },
  exit: [{ event: 'Order Completed' }],
  steps: [{ id: 'w', do: 'wait', for: '1h' }, send],
}
const channels: SiteConfig['channels'] = {
  email: { kind: 'email', from: 'a@b.c' },
  crm: { kind: 'webhook', url: 'https://crm.shop.com/' },
}

/** Codes and paths of what is wrong with a journey, or with what stands around it. */
function faults(journey: unknown, more: object = {}): string[] {
  const checked = checkSite({ name: 'x', channels, ...more, journeys: { j: journey } })
  return 'problems' in checked ? checked.problems.map(({ code, path }) => `${code} ${path}`) : []
}

function warnings(journey: unknown, more: object = {}): string[] {
  const checked = checkSite({ name: 'x', channels, ...more, journeys: { j: journey } })
  return 'warnings' in checked ? checked.warnings.map(({ code, path }) => `${code} ${path}`) : []
}

const steps = (...list: object[]) => ({ ...good, steps: list })

test('a good journey passes, without a word', () => {
  expect(faults(good)).toEqual([])
  expect(warnings(good).filter((one) => one.includes('journeys'))).toEqual([])
})

describe('a shape that is none', () => {
  test.each([
    ['an unknown key', { ...good, repeat: true }, 'unknown_key journeys.j.repeat'],
    ['an unknown step', steps({ id: 'x', do: 'jump' }), 'unknown_value journeys.j.steps.0.do'],
    [
      'an unknown key of a step',
      steps({ ...send, after: '1h' }),
      'unknown_key journeys.j.steps.0.after',
    ],
    ['a wait without a time', steps({ id: 'w', do: 'wait' }), 'missing journeys.j.steps.0.for'],
    [
      'a time that is none',
      steps({ id: 'w', do: 'wait', for: '1 hour' }),
      'wrong_format journeys.j.steps.0.for',
    ],
    ['no steps', steps(), 'too_small journeys.j.steps'],
    ['no entry', { steps: good.steps }, 'missing journeys.j.entry'],
  ])('%s is refused with its path', (_, journey, fault) => {
    expect(faults(journey)).toContain(fault)
  })
})

describe('a reference that leads nowhere', () => {
  test.each([
    [
      'a step',
      steps({ id: 'w', do: 'wait', for: '1h', next: 'gone' }),
      'unknown_step journeys.j.steps.0',
    ],
    [
      'a channel',
      steps({ ...send, messages: { fax: { data: {} } } }),
      'unknown_channel journeys.j.steps.0.messages.fax',
    ],
    [
      'an action',
      steps({ id: 'q', do: 'queue', action: 'gone' }),
      'unknown_action journeys.j.steps.0.action',
    ],
    [
      'a segment',
      { ...good, entry: { on: 'segment', segment: 'gone', change: 'left' } },
      'unknown_segment journeys.j.entry.segment',
    ],
    [
      'an experiment',
      steps({ ...send, experiment: 'gone' }),
      'unknown_experiment journeys.j.steps.0.experiment',
    ],
    [
      'a fact',
      { ...good, entry: { on: 'date', date: 'trait.birthday' } },
      'unknown_path journeys.j.entry.date',
    ],
  ])('%s is refused', (_, journey, fault) => {
    expect(faults(journey)).toContain(fault)
  })
})

describe('ways', () => {
  test('a step that no way leads to is refused', () => {
    expect(faults(steps({ ...send, next: 'end' }, { ...send, id: 'lost' }))).toEqual([
      'unreachable_step journeys.j.steps.1',
    ])
  })

  test('a circle without a wait is refused, one with a wait is not', () => {
    const back = { id: 'back', do: 'branch', branches: [{ when: {}, to: 'say' }] }
    expect(faults(steps(send, back))).toEqual([
      'endless_loop journeys.j.steps.0',
      'endless_loop journeys.j.steps.1',
    ])
    expect(faults(steps(send, { id: 'w', do: 'wait', for: '1d' }, back))).toEqual([])
  })

  test('two steps of one name are refused, and one called end', () => {
    expect(faults(steps(send, send))).toContain('duplicate_step journeys.j.steps.1.id')
    expect(faults(steps({ ...send, id: 'end' }))).toContain('duplicate_step journeys.j.steps.0.id')
  })
})

describe('what cannot be meant', () => {
  const { email } = mail
  test.each([
    [
      'a typo in a condition',
      { ...good, when: { 'traits.n': { $gtee: 3 } } },
      'unknown_operator journeys.j.when.traits.n.$gtee',
    ],
    [
      'a fact in a condition on an event',
      { ...good, exit: [{ event: 'x', where: { 'traits.n': 1 } }] },
      'unknown_path journeys.j.exit.0.where.traits.n',
    ],
    [
      'a key without an event',
      { ...good, entry: { on: 'schedule', every: 'day', time: '09:00' }, key: 'properties.id' },
      'key_without_event journeys.j.key',
    ],
    [
      'an entry fact without an event',
      {
        ...good,
        entry: { on: 'date', date: 'traits.d' },
        when: { 'journey.entry.properties.x': 1 },
      },
      'entry_without_event journeys.j',
    ],
    [
      'a sensitive entry fact',
      { ...good, when: { 'journey.entry.properties.email': 'a' } },
      'sensitive_entry journeys.j',
    ],
    [
      'a mail in a webhook',
      steps({ ...send, messages: { crm: email } }),
      'wrong_message journeys.j.steps.0.messages.crm',
    ],
    [
      'a value and a path',
      steps({ id: 's', do: 'set', trait: 't', value: 1, from: 'now' }),
      'value_or_path journeys.j.steps.0',
    ],
    [
      'a wait for nothing',
      steps({ id: 'w', do: 'waitUntil' }),
      'nothing_to_wait_for journeys.j.steps.0',
    ],
    [
      'weekdays of a date',
      steps({ id: 'w', do: 'waitUntil', date: 'traits.d', weekdays: [1] }),
      'mixed_wait journeys.j.steps.0',
    ],
  ])('%s is refused', (_, journey, fault) => {
    expect(faults(journey)).toContain(fault)
  })

  test('a message that shows a sensitive trait is refused where its owner finds it', () => {
    const indiscreet = { email: { ...email, subject: 'Born on {{ traits.birthday }}' } }
    expect(faults(steps({ ...send, messages: indiscreet }))).toEqual([
      'indiscreet_content journeys.j.steps.say.messages.email.subject',
    ])
  })

  test('a webhook into a private network is refused', () => {
    const inside = { crm: { kind: 'webhook', url: 'https://10.0.0.1/' }, email: channels?.email }
    expect(faults(good, { channels: inside })).toEqual(['forbidden_url channels.crm.url'])
  })
})

describe('what is hardly meant', () => {
  test('an action that is queued and shown to everybody anyway is pointed out', () => {
    const actions = {
      a: { slots: ['s'], variants: { v: { content: { type: 'text', text: 'x' } } } },
    }
    const queue = { id: 'q', do: 'queue', action: 'a' }
    expect(warnings(steps(queue), { actions, slots: { s: {} } })).toContain(
      'queue_without_condition journeys.j.steps.0.action'
    )
  })

  test('selling on after the purchase is pointed out', () => {
    expect(warnings({ ...good, exit: [] })).toContain('no_exit journeys.j')
  })
})
