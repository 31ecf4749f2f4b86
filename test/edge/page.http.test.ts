import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Edge,
  newVisitor,
  pageRequest,
  refusalOf,
  send,
  startEdge,
  type TestSite,
  view,
} from './http/server.ts'

let edge: Edge
let site: TestSite

beforeAll(async () => {
  edge = await startEdge()
  site = await edge.site()
})
afterAll(() => edge.close())

const post = (body: Record<string, unknown> | string, headers: Record<string, string> = {}) => {
  const request = pageRequest(site, body)
  return edge.fetch('/v1/events', { ...request, headers: { ...request.headers, ...headers } })
}

const postBytes = (bytes: number[] | Uint8Array, headers: Record<string, string> = {}) => {
  const request = pageRequest(site, '')
  const body = new Uint8Array(bytes)
  return edge.fetch('/v1/events', { ...request, body, headers: { ...request.headers, ...headers } })
}

describe('POST /v1/events', () => {
  test('answers verdicts and decisions that include the events of the request', async () => {
    const visitor = newVisitor()
    const event = view()
    const answer = await send(edge, site, { visitor, events: [event], slots: ['hero'] })
    expect(answer).toMatchObject({
      ...{ verdicts: [[event.messageId, 'ok']], visitor, config: 1 },
      decisions: [{ slot: 'hero', action: 'again', content: { type: 'text', text: 'Seen 1' } }],
      profile: { segments: [] },
    })
  })

  test('tells public segments the moment they are entered', async () => {
    const answer = await send(edge, site, { visitor: newVisitor(), events: [view(), view()] })
    expect(answer.profile.segments).toEqual(['looker'])
  })

  test('counts the good events of a batch whose others are bad (D11)', async () => {
    const bad = [
      { ...view(), type: 'nonsense' },
      { ...view(), age: 'old' },
      { ...view(), surprise: 1 },
      'no event at all',
      null,
      { ...view(), event: undefined },
    ]
    const good = view()
    const answer = await send(edge, site, { visitor: newVisitor(), events: [...bad, good] })
    const verdicts = Object.fromEntries((answer.verdicts ?? []).map(([id, ...rest]) => [id, rest]))
    expect(verdicts[good.messageId]).toEqual(['ok'])
    expect(Object.values(verdicts).filter(([verdict]) => verdict === 'rejected')).toHaveLength(6)
    expect(verdicts['#3']).toEqual(['rejected', 'event_invalid'])
  })

  test('keeps nothing of somebody who gave no id, and decides for nobody in particular', async () => {
    const answer = await send(edge, site, { events: [view()], slots: ['hero'] })
    expect(answer.verdicts?.map(([, ...rest]) => rest)).toEqual([['rejected', 'visitor_missing']])
    expect(answer.decisions).toEqual([])
  })

  test.each(['text/plain', 'application/json', 'application/octet-stream', ''])(
    'reads JSON under the content type %j',
    async (type) => {
      const answer = await post(
        { visitor: newVisitor(), events: [view()] },
        { 'content-type': type }
      )
      expect(answer.status).toBe(200)
    }
  )

  test('reads a body packed with gzip', async () => {
    const body = pageRequest(site, { visitor: newVisitor(), events: [view()] }).body as string
    const answer = await postBytes(gzipSync(body), { 'content-encoding': 'gzip' })
    expect(answer.status).toBe(200)
  })

  test('answers what no cache may keep (S17)', async () => {
    const answer = await post({ visitor: newVisitor() })
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('cdn-cache-control')).toBe('no-store')
  })
})

describe('bad input', () => {
  const bomb = gzipSync(Buffer.alloc(20 * 1_048_576))
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)

  test.each([
    ['text that is no JSON', () => post('{"key":'), 400, 'malformed_json'],
    ['an empty body', () => post(''), 401, 'key_missing'],
    ['bytes that are no UTF-8', () => postBytes([0x22, 0xff, 0x22]), 400, 'malformed_json'],
    ['a body that is no object', () => post('[]'), 401, 'key_missing'],
    ['nesting without end', () => post(deep), 400, 'malformed_json'],
    ['an unknown key of the body', () => post({ surprise: 1 }), 422, 'invalid_request'],
    ['a wrong type', () => post({ slots: 'hero' }), 422, 'invalid_request'],
    ['a missing field', () => post({ stream: undefined }), 422, 'invalid_request'],
    ['too many events', () => post({ events: Array(51).fill(view()) }), 422, 'invalid_request'],
    ['a missing key', () => post({ key: undefined }), 401, 'key_missing'],
    ['a wrong key', () => post({ key: 'pk_nobody_x' }), 401, 'key_unknown'],
    ['a key that is none', () => post({ key: '../../etc' }), 401, 'key_unknown'],
    ['a key of the wrong type', () => post({ key: 7 }), 401, 'key_missing'],
    ['a body over the limit', () => post('x'.repeat(262_145)), 413, 'body_too_large'],
    [
      'an unknown encoding',
      () => post({}, { 'content-encoding': 'zstd' }),
      415,
      'encoding_unknown',
    ],
    [
      'gzip that is none',
      () => post({}, { 'content-encoding': 'gzip' }),
      400,
      'malformed_encoding',
    ],
  ])('%s is refused with its code', async (_, ask, status, code) => {
    expect(await refusalOf(await ask())).toMatchObject({ isProblem: true, status, code })
  })

  test('a bomb of zeros is refused when it has unpacked to the limit (S13)', async () => {
    const answer = await postBytes(bomb, { 'content-encoding': 'gzip' })
    expect(await refusalOf(answer)).toMatchObject({ status: 413, code: 'body_too_large' })
  })

  test('a fault is named with its path', async () => {
    const answer = await post({ context: { page: { url: 7 } } })
    expect(await refusalOf(answer)).toMatchObject({ path: 'context.page.url' })
  })

  test('keys that reach into prototypes are dropped, at any depth (S10)', async () => {
    const visitor = newVisitor()
    const evil =
      '{"a":{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}},"__proto__":{"x":1}}'
    const event = JSON.stringify(view()).replace('{"product_id":"p1"}', evil)
    const body = pageRequest(site, { visitor }).body as string
    expect((await post(body.replace('"events":[]', `"events":[${event}]`))).status).toBe(200)
    const entries = await edge.admin(site.id, `/profiles/anonymous_id:${visitor}/timeline`)
    expect(await entries.json()).toMatchObject({ entries: [{ properties: { a: {} } }] })
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})

describe('origins (S5, S7)', () => {
  test.each([
    'https://evil.example',
    'null',
    'https://site-1.example.evil.com',
    'https://evilsite-1.example',
    'http://site-1.example',
    'https://site-1.example:8443',
    'https://SITE-1.example',
    'https://site-1.example/',
  ])('%s is not on the list, and is refused', async (origin) => {
    const answer = await post({ visitor: newVisitor() }, { origin })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(await refusalOf(answer)).toMatchObject({ status: 403, code: 'origin_not_allowed' })
  })

  test('a page on the list may read the answer, and why it was refused', async () => {
    const good = await post({ visitor: newVisitor() })
    const bad = await post({ surprise: 1 })
    for (const answer of [good, bad]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe(site.origin)
      expect(answer.headers.get('vary')).toContain('origin')
    }
  })

  test('a secret key in a browser is refused', async () => {
    const answer = await post({ key: site.secretKey })
    expect(await refusalOf(answer)).toMatchObject({ status: 403, code: 'secret_key_in_browser' })
  })

  test('a public key opens no route of servers', async () => {
    const headers = { authorization: `Bearer ${site.publicKey}` }
    const answer = await edge.fetch('/v1/profiles/user_id:u1', { headers })
    expect(await refusalOf(answer)).toMatchObject({ status: 403, code: 'secret_key_needed' })
  })

  test('a preflight is answered before anything is asked', async () => {
    const headers = { origin: site.origin, 'access-control-request-method': 'POST' }
    const answer = await edge.fetch('/v1/events', { method: 'OPTIONS', headers })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe(site.origin)
  })
})

describe('bots (S24)', () => {
  test.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'curl/8.5.0',
    'python-requests/2.32.3',
  ])('%s gets defaults and counts for nothing', async (agent) => {
    const visitor = newVisitor()
    const body = { visitor, events: [view()], slots: ['hero'] }
    const answer = await post(body, { 'user-agent': agent })
    expect(await answer.json()).toMatchObject({
      verdicts: [[body.events[0]?.messageId, 'rejected', 'automated']],
      decisions: [],
    })
  })
})

describe('POST /v1/decisions', () => {
  test('decides for a page and records nothing', async () => {
    const visitor = newVisitor()
    await send(edge, site, { visitor, events: [view()] })
    const {
      stream: _,
      sentAt: __,
      events: ___,
      ...body
    } = JSON.parse(String(pageRequest(site, { visitor, slots: ['hero'] }).body))
    for (let round = 0; round < 5; round += 1) {
      const answer = await edge.fetch('/v1/decisions', pageRequest(site, JSON.stringify(body)))
      expect(await answer.json()).toMatchObject({ decisions: [{ action: 'again' }] })
    }
    const entries = await edge.admin(site.id, `/profiles/anonymous_id:${visitor}/timeline`)
    expect(await entries.json()).toMatchObject({ entries: [{ kind: 'event' }] })
  })
})

describe('POST /v1/decisions of a back end', () => {
  const ask = (body: Record<string, unknown>) =>
    edge.fetch('/v1/decisions', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${site.secretKey}` },
    })

  test('decides for any person in the channel of the slot, and says why', async () => {
    const visitor = newVisitor()
    await send(edge, site, { visitor, events: [view()] })
    const answer = await ask({ ref: `anonymous_id:${visitor}`, slots: ['desk'] })
    expect(await answer.json()).toMatchObject({
      decisions: [{ slot: 'desk', action: 'again' }],
      receipts: [{ slot: 'desk', action: 'again', candidates: [{ outcome: 'chosen' }] }],
    })
  })

  test('keeps the receipt of what it records, under the decision’s id', async () => {
    const visitor = newVisitor()
    await send(edge, site, { visitor, events: [view()] })
    const ref = `anonymous_id:${visitor}`
    const answer = await ask({ ref, slots: ['desk'], record: true })
    const { decisions, receipts } = (await answer.json()) as Record<string, { id: string }[]>
    const path = `/v1/decisions/${decisions?.[0]?.id}?ref=${encodeURIComponent(ref)}`
    const headers = { authorization: `Bearer ${site.secretKey}` }
    expect(await (await edge.fetch(path, { headers })).json()).toEqual(receipts?.[0])
  })

  test.each([
    ['nobody is named', { slots: ['desk'] }, 422],
    ['two are named', { slots: ['desk'], ref: 'a', userId: 'b' }, 422],
    ['nobody is known', { slots: ['desk'], userId: 'nobody' }, 404],
  ])('is refused when %s', async (_, body, status) => {
    expect(await refusalOf(await ask(body))).toMatchObject({ isProblem: true, status })
  })
})
