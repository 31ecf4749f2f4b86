import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Journey } from '../../shared/journey/schema.ts'
import type { Step } from '../../shared/journey/steps.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { objectOf, personOf, viewed, visit } from './workerd/people.ts'
import { receiveEverything } from './workerd/receiver.ts'
import { bindings, newSite } from './workerd/site.ts'

/*
 * Each kind of step, and the power going before, in the middle of and after its alarm: whatever the
 * moment, what it does is done once.
 */

const start = Date.parse('2027-03-01T10:00:00Z')
const hour = 3_600_000
const tell = { crm: { data: { said: 'told' } } }

/** Every kind of step, due an hour after the entry. */
const kinds: Record<Step['do'], Step[]> = {
  wait: [{ id: 'it', do: 'wait', for: '1h' }],
  waitUntil: [{ id: 'it', do: 'waitUntil', time: '11:00' }],
  hold: [{ id: 'it', do: 'hold', for: '1h', until: { event: 'Never' } }],
  branch: [
    { id: 'hour', do: 'wait', for: '1h' },
    { id: 'it', do: 'branch', branches: [{ when: { 'traits.vip': true }, to: 'end' }] },
  ],
  split: [
    { id: 'hour', do: 'wait', for: '1h' },
    {
      ...{ id: 'it', do: 'split' },
      arms: [
        { name: 'a', share: 1, to: 'told' },
        { name: 'b', share: 1, to: 'told' },
      ],
    },
  ],
  send: [
    { id: 'hour', do: 'wait', for: '1h' },
    { id: 'it', do: 'send', transactional: true, messages: tell },
  ],
  queue: [
    { id: 'hour', do: 'wait', for: '1h' },
    { id: 'it', do: 'queue', action: 'banner' },
  ],
  set: [
    { id: 'hour', do: 'wait', for: '1h' },
    { id: 'it', do: 'set', trait: 'level', value: 3 },
  ],
}

/** Sends of a journey: of the step itself, and of the one that tells that it was left. */
const sends = (kind: Step['do']) => (kind === 'send' ? ['it', 'told'] : ['told'])

const configOf = (kind: Step['do']): SiteConfig => {
  const told: Step = { id: 'told', do: 'send', transactional: true, messages: tell }
  const journey: Journey = {
    entry: { on: 'event', event: 'Begun' },
    steps: [...kinds[kind], told],
  }
  return {
    name: 'Steps',
    slots: { hero: {} },
    actions: {
      banner: {
        slots: ['hero'],
        when: { 'journey.queued.banner': true },
        variants: { a: { content: { type: 'text', text: 'x' } } },
      },
    },
    channels: { crm: { kind: 'webhook', url: 'https://crm.shop.com/hook' } },
    journeys: { it: journey },
  }
}

let receiver: ReturnType<typeof receiveEverything>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  Object.assign(bindings, { ATTUNE_SECRET: 'a secret of this test' })
  receiver = receiveEverything(() => new Response(null, { status: 204 }))
})
afterEach(() => {
  receiver.giveBack()
  vi.useRealTimers()
})

async function begin(kind: Step['do']): Promise<string> {
  const site = await newSite(configOf(kind))
  await visit(site, 'a', { now: start, events: [viewed({ name: 'Begun', at: start })] })
  return site
}

const powerCut = (site: string) => evictDurableObject(objectOf(site, 'a'))

/** Rings every alarm that is set, for half a day. */
async function goOn(site: string): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    const at = await runInDurableObject(objectOf(site, 'a'), (_, { storage }) => storage.getAlarm())
    if (at === null || at > start + 12 * hour) return
    vi.setSystemTime(Math.max(Date.now(), at))
    await runDurableObjectAlarm(objectOf(site, 'a'))
  }
}

/** The transaction of an alarm's pass fails in the middle, as when the power goes. */
async function failOnce(site: string): Promise<void> {
  await runInDurableObject(objectOf(site, 'a'), (_, { storage }) => {
    const { transactionSync } = storage
    storage.transactionSync = (closure) => {
      storage.transactionSync = transactionSync.bind(storage)
      return storage.transactionSync(() => {
        closure()
        throw new Error('The power went.')
      })
    }
  })
}

/** Every effect that was seen from outside, or is kept. */
async function effectsOf(site: string): Promise<string[]> {
  const lines = await personOf(site, 'a').timeline(Number.MAX_SAFE_INTEGER)
  if (!Array.isArray(lines)) throw new Error('Nobody is there.')
  const did = lines.flatMap((line) => (line.kind === 'journey' ? [line.trace] : []))
  return did.flatMap(({ what, step = '' }) =>
    what === 'queued' || what === 'set' || what === 'sent' ? [`${what} ${step}`] : []
  )
}

const expected: Record<Step['do'], string[]> = {
  ...{ wait: ['sent told'], waitUntil: ['sent told'], hold: ['sent told'], branch: ['sent told'] },
  ...{ split: ['sent told'], send: ['sent told', 'sent it'] },
  ...{ queue: ['sent told', 'queued it'], set: ['sent told', 'set it'] },
}

describe.each(Object.keys(kinds) as Step['do'][])('a step of the kind %s', (kind) => {
  const check = async (site: string) => {
    expect(await effectsOf(site)).toEqual(expected[kind])
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids).size).toBe(sends(kind).length)
    // At most one copy of each, under its own id: of a delivery whose end was not noted.
    expect(ids.length).toBeLessThanOrEqual(2 * sends(kind).length)
  }

  test('outlives a power cut before its alarm', async () => {
    const site = await begin(kind)
    await powerCut(site)
    await goOn(site)
    await check(site)
  })

  test('outlives one in the middle: nothing of the pass is kept, and it is repeated whole', async () => {
    const site = await begin(kind)
    await goOnUntilDue(site)
    await failOnce(site)
    vi.setSystemTime(start + hour)
    await runDurableObjectAlarm(objectOf(site, 'a'))
    expect(await effectsOf(site)).toEqual([])
    await powerCut(site)
    await goOn(site)
    await check(site)
  })

  test('outlives one after each alarm', async () => {
    const site = await begin(kind)
    await goOnUntilDue(site)
    for (let turn = 0; turn < 4; turn += 1) {
      vi.setSystemTime(start + hour + turn * 20_000)
      await runDurableObjectAlarm(objectOf(site, 'a'))
      await powerCut(site)
    }
    await goOn(site)
    await check(site)
  })
})

/** Rings what is set for earlier than the step. */
async function goOnUntilDue(site: string): Promise<void> {
  vi.setSystemTime(start + 5_000)
  await runDurableObjectAlarm(objectOf(site, 'a'))
}
