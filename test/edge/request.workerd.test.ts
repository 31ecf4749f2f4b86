import { beforeAll, describe, expect, test } from 'vitest'
import { siteObject } from '../../edge/site/address.ts'
import { serveWatched } from './workerd/calls.ts'
import { bindings, newSite, plainSite } from './workerd/site.ts'

let site: string
let key: string

beforeAll(async () => {
  site = await newSite({ ...plainSite, identity: { mode: 'off' } })
  const made = await siteObject(bindings, site).createKey('public', '', {
    by: 'test',
    now: Date.now(),
  })
  key = made.key
})

let ids = 0
const device = () => `device-of-request-${ids++}`

function ask(path: string, more: Record<string, unknown>): Request {
  const isEvents = path === '/v1/events'
  const body = { key, ...(isEvents && { stream: 's', sentAt: 'now', events: [] }), ...more }
  const headers = { 'user-agent': 'Mozilla/5.0 Firefox/140.0' }
  return new Request(`http://localhost${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers,
  })
}
const view = (more: Record<string, unknown> = {}) => ({
  ...{ messageId: `r${ids++}`, type: 'track', event: 'Product Viewed', properties: {} },
  ...{ age: 0, seq: ids, ...more },
})

describe('a page request', () => {
  test('costs one object call', async () => {
    const visitor = device()
    const { calls } = await serveWatched(
      ask('/v1/events', { visitor, events: [view()], slots: ['hero'] })
    )
    expect(calls).toEqual(['PROFILE.visit'])
  })

  test('costs one object call also where the device’s profile was merged into another', async () => {
    const login = (visitor: string) =>
      serveWatched(ask('/v1/events', { visitor, events: [view({ userId: 'u1' })] }))
    const second = device()
    await login(device())
    await login(second)
    await serveWatched(ask('/v1/events', { visitor: second, events: [view()] }))
    const { calls } = await serveWatched(ask('/v1/events', { visitor: second, events: [view()] }))
    expect(calls).toEqual(['PROFILE.visit'])
  })

  test('of somebody without an id costs none', async () => {
    const { answer, calls } = await serveWatched(ask('/v1/events', { events: [], slots: ['hero'] }))
    expect([answer.status, calls]).toEqual([200, []])
  })

  test('that has seen a newer configuration than KV gets it from the site itself (C3)', async () => {
    // What KV holds is put back by hand: so it looks where the new version has not arrived yet.
    const other = await newSite()
    const stub = siteObject(bindings, other)
    const { key: otherKey } = await stub.createKey('public', '', { by: 'test', now: Date.now() })
    const stale = await bindings.CONFIG.get(`site:${other}`)
    const config = (await stub.version())?.config
    await stub.publish({ config, by: 'test', now: Date.now() })
    await bindings.CONFIG.put(`site:${other}`, stale ?? '')
    const asked = { key: otherKey, visitor: device(), seen: 2 }
    const { answer } = await serveWatched(ask('/v1/events', asked))
    expect(await answer.json()).toMatchObject({ config: 2 })
  })
})

describe('a profile that cannot be reached (A12)', () => {
  const overloaded = {
    'PROFILE.visit': () => Object.assign(new Error('busy'), { overloaded: true }),
  }

  test('leaves the defaults on the page', async () => {
    const request = ask('/v1/decisions', { visitor: device(), slots: ['hero'] })
    const { answer, calls } = await serveWatched(request, overloaded)
    expect(await answer.json()).toMatchObject({ degraded: true, decisions: [] })
    expect([answer.status, calls]).toEqual([200, ['PROFILE.visit']])
  })

  test('takes no events, and says when to come back', async () => {
    const request = ask('/v1/events', { visitor: device(), events: [view()] })
    const { answer, calls } = await serveWatched(request, overloaded)
    expect([answer.status, answer.headers.get('retry-after'), calls.length]).toEqual([503, '5', 1])
  })

  test('is asked once more when the platform says that it helps', async () => {
    const once = {
      'PROFILE.visit': (call: number) =>
        call === 1 ? Object.assign(new Error('moved'), { retryable: true }) : undefined,
    }
    const { answer, calls } = await serveWatched(ask('/v1/events', { visitor: device() }), once)
    expect([answer.status, calls.length]).toEqual([200, 2])
  })
})
