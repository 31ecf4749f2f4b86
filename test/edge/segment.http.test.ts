import { gzipSync } from 'node:zlib'
import Rudder from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  browser,
  type Edge,
  newVisitor,
  refusalOf,
  startEdge,
  type TestSite,
} from './http/server.ts'

let edge: Edge
let site: TestSite

beforeAll(async () => {
  edge = await startEdge()
  site = await edge.site({ identity: { mode: 'off' } })
})
afterAll(() => edge.close())

const basic = (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}` })

async function profileOf(ref: string) {
  const answer = await edge.fetch(`/v1/profiles/${encodeURIComponent(ref)}`, {
    headers: { authorization: `Bearer ${site.secretKey}` },
  })
  return answer.json()
}

const post = (
  path: string,
  body: unknown,
  headers: Record<string, string> = basic(site.secretKey)
) => edge.fetch(path, { method: 'POST', body: JSON.stringify(body), headers })

let ids = 0
const call = (more: Record<string, unknown>) => ({ messageId: `s-${ids++}`, ...more })

test('a till that knows a loyalty card and nothing else is heard', async () => {
  const context = { externalIds: [{ type: 'loyalty_card', id: 'card-7' }] }
  const sold = (more: object) => call({ event: 'Order Completed', context, ...more })
  expect((await post('/v1/track', sold({ properties: { order_id: 'o1' } }))).status).toBe(200)
  await post('/v1/track', sold({ properties: { order_id: 'o2' } }))
  expect(await profileOf('loyalty_card:card-7')).toMatchObject({
    events: { 'Order Completed': { count: 2 } },
  })
})

describe('unchanged libraries', () => {
  test('@segment/analytics-node is heard, end to end', async () => {
    const analytics = new Analytics({
      writeKey: site.secretKey,
      host: edge.url,
      path: '/v1/batch',
      maxRetries: 0,
    })
    const failures: unknown[] = []
    analytics.on('error', (error) => failures.push(error))
    analytics.identify({ userId: 'seg-1', traits: { firstName: 'Ada', plan: 'gold' } })
    analytics.track({ userId: 'seg-1', event: 'Order Completed', properties: { total: 12.5 } })
    analytics.page({ userId: 'seg-1', name: 'Home' })
    analytics.screen({ userId: 'seg-1', name: 'Start' })
    analytics.group({ userId: 'seg-1', groupId: 'g-1', traits: { size: 3 } })
    analytics.alias({ userId: 'seg-1', previousId: 'old' })
    await analytics.closeAndFlush({ timeout: 5_000 })
    expect(failures).toEqual([])
    expect(await profileOf('user_id:seg-1')).toMatchObject({
      ids: { user_id: ['seg-1'] },
      traits: { firstName: { value: 'Ada' }, plan: { value: 'gold' } },
      events: { 'Order Completed': { count: 1 }, page: { count: 1 }, alias: { count: 1 } },
    })
  })

  test('@rudderstack/rudder-sdk-node is heard, end to end', async () => {
    const rudder = new Rudder(site.secretKey, { dataPlaneUrl: edge.url, gzip: true, flushAt: 1 })
    const sent = new Promise<void>((resolve, reject) => {
      rudder.track(
        { userId: 'rud-1', event: 'Product Added', properties: { product_id: 'p7' } },
        (error?: unknown) => (error ? reject(error) : resolve())
      )
    })
    await rudder.flush()
    await sent
    expect(await profileOf('user_id:rud-1')).toMatchObject({
      events: { 'Product Added': { count: 1 } },
    })
  })
})

describe('the Segment HTTP API', () => {
  test.each([
    ['track', 't', { event: 'Signed Up' }],
    ['page', 'p', { name: 'Home' }],
    ['identify', 'i', { traits: { plan: 'x' } }],
    ['group', 'g', { groupId: 'g1' }],
    ['alias', 'a', { previousId: 'old' }],
    ['screen', 's', { name: 'Start' }],
  ])('takes %s on its long and its short path', async (long, short, fields) => {
    for (const path of [`/v1/${long}`, `/v1/${short}`]) {
      const item = call({ userId: `u-${long}`, ...fields })
      const answer = await post(path, item)
      expect(await answer.json()).toEqual({ success: true, verdicts: [[item.messageId, 'ok']] })
    }
  })

  test.each(['/v1/batch', '/v1/import', '/v1/b'])('takes a batch on %s', async (path) => {
    const good = call({ type: 'track', event: 'Seen', userId: 'u-batch' })
    const bad = call({ type: 'track', userId: 'u-batch' })
    const nobody = call({ type: 'track', event: 'Seen', userId: 'null' })
    const answer = await post(path, { batch: [good, bad, nobody, 'x'] })
    const { verdicts } = (await answer.json()) as { verdicts: string[][] }
    expect(Object.fromEntries(verdicts.map(([id, ...rest]) => [id, rest]))).toEqual({
      [good.messageId]: ['ok'],
      [bad.messageId]: ['rejected', 'event_name_invalid'],
      [nobody.messageId]: ['rejected', 'identity_missing'],
      '#3': ['rejected', 'event_invalid'],
    })
  })

  test.each([
    ['in Basic, as user name', (key: string) => [{}, basic(key)]],
    ['as Bearer', (key: string) => [{}, { authorization: `Bearer ${key}` }]],
    ['as writeKey in the body', (key: string) => [{ writeKey: key }, {}]],
  ])('finds the key %s', async (_, put) => {
    const [body, headers] = put(site.secretKey)
    const answer = await post(
      '/v1/track',
      call({ userId: 'u-key', event: 'Seen', ...body }),
      headers as Record<string, string>
    )
    expect(answer.status).toBe(200)
  })

  test('reads gzip under a content type of forms, as RudderStack sends it', async () => {
    const batch = [call({ type: 'track', event: 'Seen', userId: 'u-gzip' })]
    const answer = await edge.fetch('/v1/batch', {
      method: 'POST',
      body: new Uint8Array(gzipSync(JSON.stringify({ batch }))),
      headers: {
        ...basic(site.secretKey),
        'content-type': 'application/x-www-form-urlencoded',
        'content-encoding': 'gzip',
      },
    })
    expect(answer.status).toBe(200)
  })

  test('takes history with a secret key, to the millisecond, and counts it once', async () => {
    const at = '2015-06-01T02:03:04.567Z'
    const visitor = newVisitor()
    const item = call({ type: 'track', event: 'Seen', anonymousId: visitor, timestamp: at })
    const first = await post('/v1/batch', { batch: [item] })
    const second = await post('/v1/batch', { batch: [item] })
    expect(await first.json()).toMatchObject({ verdicts: [[item.messageId, 'ok']] })
    expect(await second.json()).toMatchObject({ verdicts: [[item.messageId, 'dup']] })
    expect(await profileOf(`anonymous_id:${visitor}`)).toMatchObject({
      events: { Seen: { count: 1, first: at, last: at } },
    })
  })

  test('takes no old events from a page', async () => {
    const item = call({
      event: 'Seen',
      anonymousId: newVisitor(),
      timestamp: '2015-06-01T02:03:04Z',
    })
    const headers = { ...basic(site.publicKey), origin: site.origin, 'user-agent': browser }
    expect(await (await post('/v1/t', item, headers)).json()).toMatchObject({
      verdicts: [[item.messageId, 'stale']],
    })
  })

  test('puts what a till says of a user and what their device did into one profile', async () => {
    const anonymousId = newVisitor()
    const headers = { ...basic(site.publicKey), origin: site.origin, 'user-agent': browser }
    await post('/v1/t', call({ event: 'Product Viewed', anonymousId }), headers)
    await post('/v1/i', call({ anonymousId, userId: 'till-1', traits: {} }), headers)
    await post('/v1/track', call({ userId: 'till-1', event: 'Order Completed' }))
    expect(await profileOf(`anonymous_id:${anonymousId}`)).toMatchObject({
      ids: { user_id: ['till-1'], anonymous_id: [anonymousId] },
      events: { 'Product Viewed': { count: 1 }, 'Order Completed': { count: 1 } },
    })
  })

  test('finds a person by another id that a back end has named', async () => {
    const context = { externalIds: [{ id: 'card-9', type: 'loyalty_card', collection: 'users' }] }
    await post('/v1/track', call({ userId: 'u-card', event: 'Seen', context }))
    expect(await profileOf('loyalty_card:card-9')).toMatchObject({ ids: { user_id: ['u-card'] } })
  })

  test('refuses a batch over its limit', async () => {
    const answer = await post('/v1/batch', { batch: [], padding: 'x'.repeat(512_001) })
    expect(await refusalOf(answer)).toMatchObject({ status: 413, code: 'body_too_large' })
  })

  test('serves batches of many people with a verdict for each of their events', async () => {
    const batch = Array.from({ length: 500 }, (_, i) =>
      call({ type: 'track', event: 'Seen', userId: `crowd-${i % 100}` })
    )
    const answer = await post('/v1/batch', { batch })
    const { verdicts } = (await answer.json()) as { verdicts: string[][] }
    expect(new Set(verdicts.map(([id]) => id)).size).toBe(500)
    expect(await profileOf('user_id:crowd-42')).toMatchObject({ events: { Seen: { count: 5 } } })
  })
})

describe('an Idempotency-Key (D19)', () => {
  const send = (key: string, body: object) =>
    post('/v1/track', body, { ...basic(site.secretKey), 'idempotency-key': key })

  test('makes one effect of fifty twins', async () => {
    const item = { userId: 'twin', event: 'Seen' }
    const answers = await Promise.all(Array.from({ length: 50 }, () => send('twins', item)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true)
    expect(await profileOf('user_id:twin')).toMatchObject({ events: { Seen: { count: 1 } } })
    const again = await send('twins', item)
    const first = answers.find(({ status }) => status === 200)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(await again.json()).toEqual(await first?.json())
    expect(await profileOf('user_id:twin')).toMatchObject({ events: { Seen: { count: 1 } } })
  })

  test('used for another request is a conflict', async () => {
    await send('used', { userId: 'twin', event: 'Seen' })
    const answer = await send('used', { userId: 'twin', event: 'Other' })
    expect(await refusalOf(answer)).toMatchObject({ status: 409, code: 'idempotency_conflict' })
  })

  test('gives a refusal again as well', async () => {
    const refused = async () => refusalOf(await send('refused', { batch: [] }))
    expect(await refused()).toEqual(await refused())
  })
})

describe('settings of browser libraries', () => {
  test('tell analytics.js to send here, below the owner’s path', async () => {
    const answer = await edge.fetch(`/shop/v1/projects/${site.publicKey}/settings`)
    const { host } = new URL(edge.url)
    expect(await answer.json()).toMatchObject({
      integrations: {
        'Segment.io': { apiKey: site.publicKey, apiHost: `${host}/shop/v1`, protocol: 'http' },
      },
    })
  })

  test('tell RudderStack that the source is on', async () => {
    const answer = await edge.fetch(`/sourceConfig/?writeKey=${site.publicKey}`)
    expect(await answer.json()).toMatchObject({ source: { enabled: true, destinations: [] } })
  })

  test('are nobody’s without a key', async () => {
    const answer = await edge.fetch('/v1/projects/pk_nobody/settings')
    expect(await refusalOf(answer)).toMatchObject({ status: 401, code: 'key_unknown' })
  })
})
