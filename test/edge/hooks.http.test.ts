import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Edge, refusalOf, startEdge, type TestSite } from './http/server.ts'

let edge: Edge
let site: TestSite

const secret = 'a-secret-that-nobody-guesses'
const standardSecret = `whsec_${Buffer.from('a key of twenty-four byte').toString('base64')}`

/** A till's own deliveries, as small as they get. */
const sold = {
  id: 'receipt',
  event: 'Order Completed',
  person: { email: 'email', ids: { loyalty_card: 'card' } },
  properties: { order_id: 'receipt', total: '$number(total)' },
}

beforeAll(async () => {
  edge = await startEdge()
  site = await edge.site({
    identity: { mode: 'off' },
    sources: {
      shopify: { like: 'shopify' },
      stripe: { like: 'stripe' },
      zendesk: { like: 'zendesk' },
      postmark: { like: 'postmark' },
      till: { proof: { by: 'bearer' }, events: [sold] },
      standard: { proof: { by: 'standard-webhooks' }, events: [sold] },
      hub: {
        proof: { by: 'hmac', header: 'X-Hub-Signature-256', encoding: 'hex', prefix: 'sha256=' },
        events: [sold],
      },
      off: { like: 'stripe', enabled: false },
    },
  })
  for (const source of ['shopify', 'stripe', 'zendesk', 'postmark', 'till', 'hub', 'standard']) {
    await setSecret(source, source === 'standard' ? standardSecret : secret)
  }
})
afterAll(() => edge.close())

async function setSecret(source: string, value: string, keepsPrevious = false) {
  const body = JSON.stringify({ secret: value, keepsPrevious })
  const answer = await edge.admin(site.id, `/sources/${source}/secret`, { method: 'PUT', body })
  expect(answer.status).toBe(204)
}

const hmac = (text: string, encoding: 'hex' | 'base64', key = secret) =>
  createHmac('sha256', key).update(text).digest(encoding)

const deliver = (source: string, body: string, headers: Record<string, string>) =>
  edge.fetch(`/v1/hooks/${source}?key=${site.publicKey}`, { method: 'POST', body, headers })

const atTill = (body: object, key = secret) =>
  deliver('till', JSON.stringify(body), { authorization: `Bearer ${key}` })

async function person(ref: string) {
  const headers = { authorization: `Bearer ${site.secretKey}` }
  const answer = await edge.fetch(`/v1/profiles/${encodeURIComponent(ref)}`, { headers })
  return (await answer.json()) as { ids: Record<string, string[]>; events: object }
}

describe('a delivery is believed', () => {
  const body = JSON.stringify({ receipt: 'r-1', card: 'c-1', total: '5.00' })
  const now = () => Math.floor(Date.now() / 1_000)
  const stripe = (t: number, text = body) => `t=${t},v0=00,v1=${hmac(`${t}.${text}`, 'hex')}`

  test.each<[string, string, () => Record<string, string>]>([
    ['by an HMAC in hex', 'hub', () => ({ 'x-hub-signature-256': `sha256=${hmac(body, 'hex')}` })],
    ['by an HMAC in base64', 'shopify', () => ({ 'x-shopify-hmac-sha256': hmac(body, 'base64') })],
    ['by Stripe’s scheme', 'stripe', () => ({ 'stripe-signature': stripe(now()) })],
    [
      'by a time that is signed with it',
      'zendesk',
      () => ({
        'x-zendesk-webhook-signature-timestamp': '2026-11-20T10:15:00Z',
        'x-zendesk-webhook-signature': hmac(`2026-11-20T10:15:00Z${body}`, 'base64'),
      }),
    ],
    [
      'by Standard Webhooks',
      'standard',
      () => {
        const at = new Date()
        const signature = new Webhook(standardSecret).sign('msg_1', at, body)
        const timestamp = String(Math.floor(at.getTime() / 1_000))
        return {
          'webhook-id': 'msg_1',
          'webhook-timestamp': timestamp,
          'webhook-signature': signature,
        }
      },
    ],
    ['by a bearer secret', 'till', () => ({ authorization: `Bearer ${secret}` })],
    ['by a password', 'till', () => ({ authorization: `Basic ${btoa(`hook:${secret}`)}` })],
  ])('%s, and not with another body or none', async (_, source, headers) => {
    expect((await deliver(source, body, headers())).status).toBe(200)
    const unproven = await deliver(source, body, {})
    expect(await refusalOf(unproven)).toMatchObject({ status: 401, code: 'signature_invalid' })
    const isSigned = source !== 'till'
    if (isSigned) expect((await deliver(source, `${body} `, headers())).status).toBe(401)
  })

  test('only for a while, where its time is signed', async () => {
    const late = await deliver('stripe', body, { 'stripe-signature': stripe(now() - 301) })
    expect(late.status).toBe(401)
  })

  test('by either secret while one is being replaced, and no longer', async () => {
    await setSecret('hub', 'another-secret', true)
    const signed = (key?: string) =>
      deliver('hub', body, { 'x-hub-signature-256': `sha256=${hmac(body, 'hex', key)}` })
    await expect.poll(async () => (await signed('another-secret')).status).toBe(200)
    expect((await signed()).status).toBe(200)
    await setSecret('hub', 'another-secret')
    await expect.poll(async () => (await signed()).status).toBe(401)
  })

  test.each(['off', 'nobody'])('never, of the source %s', async (source) => {
    expect(await refusalOf(await deliver(source, body, {}))).toMatchObject({ code: 'not_found' })
  })
})

describe('what a delivery tells', () => {
  test('reaches its person, once, however often it is delivered', async () => {
    const receipt = { receipt: 'r-2', email: 'Ann@Mail.example', card: 'c-2', total: '12.50' }
    expect(await (await atTill(receipt)).json()).toMatchObject({ verdicts: [['r-2', 'ok']] })
    expect(await (await atTill(receipt)).json()).toMatchObject({ verdicts: [['r-2', 'dup']] })
    const ann = await person('loyalty_card:c-2')
    expect(ann).toMatchObject({ events: { 'Order Completed': { count: 1 } } })
    expect(JSON.stringify(ann)).not.toContain('Mail')
  })

  test('finds the same person by another of their names', async () => {
    await atTill({ receipt: 'r-3', email: 'bo@mail.example', card: 'c-3', total: '1' })
    await atTill({ receipt: 'r-4', email: 'bo@mail.example', total: '2' })
    expect(await person('loyalty_card:c-3')).toMatchObject({
      events: { 'Order Completed': { count: 2 } },
    })
  })

  test('is part of the customer who says later who they are', async () => {
    await atTill({ receipt: 'r-5', email: 'cy@mail.example', card: 'c-5', total: '9' })
    const body = JSON.stringify({
      ...{ userId: 'cy', messageId: 'cy-1', traits: { plan: 'gold' } },
      context: { externalIds: [{ type: 'loyalty_card', id: 'c-5' }] },
    })
    const headers = { authorization: `Bearer ${site.secretKey}` }
    await edge.fetch('/v1/identify', { method: 'POST', body, headers })
    expect(await person('user_id:cy')).toMatchObject({
      ids: { loyalty_card: ['c-5'] },
      events: { 'Order Completed': { count: 1 } },
    })
    await atTill({ receipt: 'r-6', email: 'cy@mail.example', total: '3' })
    expect(await person('user_id:cy')).toMatchObject({
      events: { 'Order Completed': { count: 2 } },
    })
  })

  test('begins care mode when a ticket is opened, and ends it when it is solved', async () => {
    const send = (type: string, id: string, event: object) => {
      const detail = { id: '77', requester_id: '4711', status: 'OPEN', priority: 'HIGH' }
      const time = new Date(Date.now() - 60_000 + Number(id)).toISOString()
      const body = JSON.stringify({
        type: `zen:event-type:ticket.${type}`,
        id,
        time,
        detail,
        event,
      })
      return deliver('zendesk', body, {
        'x-zendesk-webhook-signature-timestamp': time,
        'x-zendesk-webhook-signature': hmac(time + body, 'base64'),
      })
    }
    expect((await send('created', '1', {})).status).toBe(200)
    expect(await person('zendesk_user:4711')).toMatchObject({ care: { reason: 'open_ticket' } })
    await send('status_changed', '2', { current: 'SOLVED', previous: 'OPEN' })
    expect(await person('zendesk_user:4711')).toMatchObject({ care: null })
  })
})

describe('a delivery whose mapping fails', () => {
  const waiting = async () => {
    const answer = await edge.admin(site.id, '/deliveries')
    const { deliveries } = (await answer.json()) as { deliveries: { id: string; times: number }[] }
    return deliveries
  }

  test('says where, is kept, and can be replayed once the mapping is mended', async () => {
    const body = { receipt: 'r-9', card: 'c-9', total: 'twelve' }
    const refusal = await refusalOf(await atTill(body))
    const path = 'sources.till.events.0.properties.total'
    expect(refusal).toMatchObject({ status: 422, code: 'mapping_failed', path })
    await atTill(body)
    const [kept] = await waiting()
    expect(kept).toMatchObject({ source: 'till', times: 2, problem: { path } })
    const whole = await (await edge.admin(site.id, `/deliveries/${kept?.id}`)).json()
    expect(whole).toMatchObject({ delivery: { body } })
    expect(JSON.stringify(whole)).not.toContain(secret)

    const replay = () => edge.admin(site.id, `/deliveries/${kept?.id}/replay`, { method: 'POST' })
    expect(await refusalOf(await replay())).toMatchObject({ code: 'mapping_failed', path })
    const { config } = (await (await edge.admin(site.id, '/config')).json()) as {
      config: { sources: { till: { events: { properties: { total: string } }[] } } }
    }
    const [event] = config.sources.till.events
    if (event) event.properties.total = 'total'
    await edge.admin(site.id, '/config', { method: 'PUT', body: JSON.stringify(config) })
    expect(await (await replay()).json()).toMatchObject({ verdicts: [['r-9', 'ok']] })
    expect(await waiting()).toEqual([])
  })

  test.each([
    ['no JSON', 'x=1', 400],
    ['too long', ' '.repeat(600_000), 413],
  ])('%s is refused', async (_, body, status) => {
    const answer = await deliver('till', body, { authorization: `Bearer ${secret}` })
    expect(answer.status).toBe(status)
  })

  test('a mapping that cannot be parsed is never published', async () => {
    const config = {
      name: 'x',
      sources: { a: { proof: { by: 'bearer' }, events: [{ ...sold, id: '$(' }] } },
    }
    const answer = await edge.admin('other', '/config', {
      method: 'PUT',
      body: JSON.stringify(config),
    })
    expect(await refusalOf(answer)).toMatchObject({
      code: 'invalid_config',
      path: 'sources.a.events.0.id',
    })
  })
})
