import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { shardOf } from '../../edge/measure/tally.ts'
import { siteObject } from '../../edge/site/address.ts'
import worker from '../../edge/worker.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { bindings, newSite, plainSite } from './workerd/site.ts'

const origin = 'https://shop.example'
let visitors = 0

async function shopWith(quota: SiteConfig['quota']) {
  const site = await newSite({ ...plainSite, origins: [origin], ...(quota && { quota }) })
  const who = { by: 'test', now: Date.now() }
  const { key } = await siteObject(bindings, site).createKey('public', 'test', who)
  let background = createExecutionContext()
  const ask = (path: string, more: object) => {
    visitors += 1
    const visitor = String(visitors).padStart(32, '0')
    const body = JSON.stringify({ key, visitor, slots: ['hero'], ...more })
    const address = `203.0.${visitors % 250}.${Math.floor(visitors / 250)}`
    const headers = {
      origin,
      'cf-connecting-ip': address,
      'user-agent': 'Mozilla/5.0 Chrome/141.0',
    }
    const request = new Request(`https://edge.example${path}`, { method: 'POST', headers, body })
    return worker.fetch(request, bindings, background)
  }
  return {
    site,
    decide: () => ask('/v1/decisions', {}),
    /** Each batch is one person's. */
    tell: (events: number, ids = crypto.randomUUID()) =>
      ask('/v1/events', {
        stream: 'one',
        sentAt: new Date().toISOString(),
        events: Array.from({ length: events }, (_, n) => ({
          ...{ messageId: `${ids}-${n}`, type: 'track', event: 'Product Viewed' },
          ...{ properties: { product_id: 'p' }, age: 0, seq: n },
        })),
      }),
    /** What goes on behind the answers has come to its end. */
    async rest() {
      const before = background
      background = createExecutionContext()
      await waitOnExecutionContext(before)
    },
  }
}

const statuses = (answers: Response[]) => answers.map(({ status }) => status)

describe('a quota (A13)', () => {
  test('takes exactly as many events as it says, and then none, with a time to come back', async () => {
    const shop = await shopWith({ events: 1_000, per: 'month' })
    const taken: Response[] = []
    for (let n = 0; n < 40; n += 1) taken.push(await shop.tell(50))
    expect(statuses(taken)).toEqual([...Array(20).fill(200), ...Array(20).fill(429)])
    const last = taken.at(-1)
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await last?.json()).toMatchObject({ code: 'quota_exceeded' })
  })

  test('that is used up leaves decisions to the pages', async () => {
    const shop = await shopWith({ events: 1, per: 'day' })
    await shop.tell(1)
    expect((await shop.tell(1)).status).toBe(429)
    expect((await shop.decide()).status).toBe(200)
  })

  test('is not charged for copies', async () => {
    const shop = await shopWith({ events: 3, per: 'day' })
    const same = crypto.randomUUID()
    visitors = 1_000
    await shop.tell(2, same)
    visitors = 1_000
    await shop.tell(2, same)
    expect(statuses([await shop.tell(1), await shop.tell(1)])).toEqual([200, 429])
  })

  test('is one for all isolates: what was settled elsewhere counts (O4)', async () => {
    const shop = await shopWith({ events: 100, per: 'month' })
    await shop.tell(1)
    const month = new Date().toISOString().slice(0, 7)
    await shardOf(bindings, `${shop.site}/quota`, 0).spend(month, 99)
    await shop.rest()
    expect((await shop.tell(1)).status).toBe(429)
  })

  test('is nobody’s who has none', async () => {
    const shop = await shopWith(undefined)
    expect((await shop.tell(50)).status).toBe(200)
  })
})
