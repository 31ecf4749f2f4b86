import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { webhookSecret } from '../../edge/journey/carry.ts'
import { base64 } from '../../edge/journey/secret.ts'
import type { Event } from '../../shared/event/event.ts'
import { checkSite } from '../../shared/site/check.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { objectOf, personOf, viewed, visit, visitOf } from './workerd/people.ts'
import { type Received, receiveEverything } from './workerd/receiver.ts'
import { bindings, newSite } from './workerd/site.ts'

const hour = 3_600_000
const day = 24 * hour
const start = Date.parse('2027-03-01T10:00:00Z')

const config = {
  name: 'A site with a feed',
  consent: { mode: 'opt-out', purposes: { sharing: { shares: true } } },
  traits: {
    views: { compute: 'count', event: 'Product Viewed', window: '2d' },
    spend: { compute: 'sum', event: 'Order Completed', of: 'properties.total' },
  },
  segments: { keen: { when: { 'traits.views': { $gte: 2 } } } },
  channels: { crm: { kind: 'webhook', url: 'https://crm.shop.com/hook' } },
  feeds: {
    crm: { channel: 'crm', segments: ['keen'], traits: ['spend'], purposes: ['sharing'] },
  },
} satisfies SiteConfig

let receiver: ReturnType<typeof receiveEverything>
let answer: (received: Received) => Response

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  Object.assign(bindings, { ATTUNE_SECRET: 'a secret of this test' })
  answer = () => new Response(null, { status: 204 })
  receiver = receiveEverything((received) => answer(received))
})
afterEach(() => {
  receiver.giveBack()
  vi.useRealTimers()
})

const does = (site: string, more: Partial<Event> = {}, gpc = false) => {
  const { asks } = visitOf(site)
  return visit(site, 'a', {
    now: Date.now(),
    events: [viewed({ at: Date.now(), ...more })],
    asks: { ...asks, context: { ...asks.context, gpc } },
  })
}
const buys = (site: string, total: number) =>
  does(site, { name: 'Order Completed', properties: { total } })

async function ring(site: string, at = Date.now()): Promise<void> {
  vi.setSystemTime(at)
  await runDurableObjectAlarm(objectOf(site, 'a'))
}
const alarmOf = (site: string) =>
  runInDurableObject(objectOf(site, 'a'), (_, { storage }) => storage.getAlarm())

/** What the receiver was told, in short: `segment.entered keen`. */
const told = () =>
  receiver.received.map(({ body }) => {
    const { type, data } = JSON.parse(body)
    return `${type} ${data.segment ?? `${data.trait} ${data.before}→${data.value}`}`
  })

describe('a change feed', () => {
  test('tells of segments entered and traits changed, signed as Standard Webhooks has it', async () => {
    const site = await newSite(config)
    await does(site, { ids: { user_id: 'ann', anonymous_id: 'd' } })
    await ring(site)
    expect(told()).toEqual(['trait.changed spend null→0'])
    await does(site)
    await buys(site, 49.9)
    await ring(site)
    expect(told().slice(1).toSorted()).toEqual([
      'segment.entered keen',
      'trait.changed spend 0→49.9',
    ])

    const secret = await webhookSecret(bindings, site, 'crm', 1)
    for (const { url, headers, body } of receiver.received) {
      expect(url).toBe('https://crm.shop.com/hook')
      const verified = new Webhook(base64(secret ?? new Uint8Array())).verify(body, headers)
      expect(verified).toMatchObject({ data: { site, profile: 'a', ids: { user_id: ['ann'] } } })
      expect(body).not.toContain('anonymous_id')
    }
  })

  test('tells that somebody has left by the passing of time alone', async () => {
    const site = await newSite(config)
    await does(site)
    await does(site)
    await ring(site)
    for (let at = await alarmOf(site); (at ?? 0) < start + 4 * day; at = await alarmOf(site)) {
      await ring(site, Math.max(Date.now(), at ?? 0))
    }
    expect(told().filter((one) => one.startsWith('segment'))).toEqual([
      'segment.entered keen',
      'segment.left keen',
    ])
  })

  test('says the same only once, with a new id when it happens again', async () => {
    const site = await newSite(config)
    await does(site)
    await does(site)
    await does(site)
    await ring(site)
    vi.setSystemTime(start + 3 * day)
    await ring(site)
    await does(site)
    await does(site)
    await ring(site)
    const turns = receiver.received.filter(({ body }) => body.includes('"segment"'))
    expect(turns.map(({ body }) => JSON.parse(body).data.change)).toEqual([1, 2, 3])
    expect(new Set(turns.map(({ headers }) => headers['webhook-id'])).size).toBe(3)
  })

  test('tries again after five seconds, with the same id', async () => {
    const site = await newSite(config)
    answer = () => new Response(null, { status: 500 })
    await buys(site, 10)
    await ring(site)
    const [job] = (await personOf(site, 'a').messages()) as { next: number }[]
    expect((job?.next ?? 0) - start).toBeGreaterThanOrEqual(4_000)
    answer = () => new Response(null, { status: 204 })
    await ring(site, job?.next)
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
    expect(await personOf(site, 'a').messages()).toEqual([])
  })

  test('tells nothing of somebody who has refused its purpose, or sends GPC', async () => {
    const site = await newSite(config)
    await does(site, { consent: { sharing: false } })
    await does(site, { consent: { sharing: true } }, true)
    await ring(site)
    await ring(site, start + 30 * hour)
    expect(told()).toEqual([])
    await does(site, { consent: { sharing: true } })
    await ring(site)
    expect(told()).toContain('trait.changed spend null→0')
  })

  test('costs one row, like any visit, while it has nothing to tell', async () => {
    const site = await newSite(config)
    await does(site)
    await ring(site)
    const written: { rowsWritten: number }[] = []
    await runInDurableObject(objectOf(site, 'a'), (_, { storage: { sql } }) => {
      const exec = sql.exec.bind(sql)
      sql.exec = (query: string, ...values: never[]) => {
        const cursor = exec(query, ...values)
        written.push(cursor)
        return cursor as never
      }
    })
    await does(site, { name: 'Song Played' })
    expect(written.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)).toBe(1)
  })
})

test('a feed that refers to nothing is refused', () => {
  const feeds = {
    bad: { channel: 'crn', segments: ['kean'], traits: ['spent'], purposes: ['share'] },
    empty: { channel: 'crm' },
  }
  const checked = checkSite({ ...config, feeds })
  const problems = 'problems' in checked ? checked.problems : []
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'unknown_channel feeds.bad.channel',
    'unknown_segment feeds.bad.segments.0',
    'unknown_trait feeds.bad.traits.0',
    'unknown_purpose feeds.bad.purposes',
    'empty_feed feeds.empty',
  ])
})
