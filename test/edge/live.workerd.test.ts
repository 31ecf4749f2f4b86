import { createExecutionContext, evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { deviceProfile, identityObject } from '../../edge/profile/address.ts'
import { siteObject } from '../../edge/site/address.ts'
import worker from '../../edge/worker.ts'
import { liveCloseCodes, liveProtocol, maxLiveSockets } from '../../shared/api/live-api.ts'
import type { PageAnswer } from '../../shared/api/page-api.ts'
import type { Journey } from '../../shared/journey/schema.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { objectOf, personOf, viewed, visit } from './workerd/people.ts'
import { bindings, newSite, plainSite } from './workerd/site.ts'

const origin = 'https://shop.example'
const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36'
const reminder: Journey = {
  entry: { on: 'event', event: 'Product Added' },
  steps: [
    { id: 'hour', do: 'wait', for: '1h' },
    { id: 'banner', do: 'queue', action: 'banner' },
  ],
}
const config: SiteConfig = {
  ...plainSite,
  origins: [origin],
  live: true,
  identity: { mode: 'off' },
  actions: {
    banner: {
      slots: ['hero'],
      when: { 'journey.queued.banner': true },
      variants: { a: { content: { type: 'text', text: 'Still thinking?' } } },
    },
  },
  journeys: { reminder },
}

let devices = 0
const newDevice = () => `device-${(devices++).toString().padStart(16, '0')}`

/** A site, its public key, and what pages and tills of it do. */
async function shop(more: Partial<SiteConfig> = {}) {
  const site = await newSite({ ...config, ...more })
  const { key } = await siteObject(bindings, site).createKey('public', 'test', {
    by: 'test',
    now: Date.now(),
  })
  const fetchEdge = (path: string, init: RequestInit) =>
    worker.fetch(
      new Request(`https://edge.example${path}`, init),
      { ...bindings, ATTUNE_LOCAL: '1' },
      createExecutionContext()
    )
  const page = async (visitor: string, more: Record<string, unknown> = {}): Promise<PageAnswer> => {
    const body = { key, stream: 's', sentAt: '', visitor, events: [], slots: ['hero'], ...more }
    const answer = await fetchEdge('/v1/events', {
      ...{ method: 'POST', headers: { origin, 'user-agent': browser } },
      body: JSON.stringify(body),
    })
    expect(answer.status, await answer.clone().text()).toBe(200)
    return answer.json()
  }
  const knock = (hello: object, headers: Record<string, string> = {}) =>
    fetchEdge('/v1/live', {
      headers: {
        ...{ origin, upgrade: 'websocket', 'sec-websocket-protocol': protocols(hello) },
        ...headers,
      },
    })
  const open = async (visitor: string, since?: number) => {
    const answer = await knock({ key, visitor, ...(since !== undefined && { since }) })
    expect(answer.status, answer.webSocket ? '' : await answer.text()).toBe(101)
    expect(answer.headers.get('sec-websocket-protocol')).toBe(liveProtocol)
    return listen(answer)
  }
  const personOfDevice = (visitor: string) => deviceProfile(site, visitor)
  return { site, key, page, knock, open, personOfDevice }
}

function protocols(hello: object): string {
  const text = btoa(JSON.stringify(hello))
  return `${liveProtocol}, hello.${text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

/** The page's end of a socket, and everything that came through it. */
function listen(answer: Response) {
  const socket = answer.webSocket
  if (!socket) throw new Error('No socket came.')
  const heard: string[] = []
  const closed = new Promise<number>((resolve) =>
    socket.addEventListener('close', ({ code }) => {
      heard.push(`closed ${code}`)
      resolve(code)
    })
  )
  socket.addEventListener('message', ({ data }) => {
    heard.push(String(data))
  })
  socket.accept()
  return { socket, heard, closed }
}

const refresh = '{"type":"refresh"}'
const till = { origin: 'server' as const, name: 'Order Completed', properties: { total: 5 } }
const added = (seq = 1) => ({
  ...{ messageId: `added-${seq}-${Date.now()}`, type: 'track', event: 'Product Added' },
  ...{ properties: { product_id: 'p1' }, age: 0, seq },
})

afterEach(() => vi.useRealTimers())

describe('an open page', () => {
  test('hears of a purchase at the till, once, and of nothing that it did itself', async () => {
    const { site, page, open, personOfDevice } = await shop()
    const device = newDevice()
    const first = await page(device, { events: [added()] })
    expect(first.live).toBe(true)
    const tab = await open(device, first.now)
    await page(device, { events: [added(2)] })
    const person = await personOfDevice(device)
    await visit(site, person, { now: Date.now() + 1, events: [viewed(till)] })
    await vi.waitFor(() => expect(tab.heard).toEqual([refresh]))
  })

  test('hears what a journey has queued for it, by alarm, and shows it when it asks', async () => {
    const { page, open, site, personOfDevice } = await shop()
    const device = newDevice()
    const first = await page(device, { events: [added()] })
    expect(first.decisions).toEqual([])
    const tab = await open(device, first.now)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_700_000 })
    await runDurableObjectAlarm(objectOf(site, await personOfDevice(device)))
    await vi.waitFor(() => expect(tab.heard).toEqual([refresh]))
    expect((await page(device)).decisions).toMatchObject([{ slot: 'hero', action: 'banner' }])
  })

  test('that was between two lines hears what it has missed, and only then', async () => {
    const { site, page, open, personOfDevice } = await shop()
    const device = newDevice()
    const first = await page(device, { events: [added()] })
    await visit(site, await personOfDevice(device), { now: first.now + 5, events: [viewed(till)] })
    const late = await open(device, first.now)
    const fresh = await open(device, first.now + 5)
    await vi.waitFor(() => expect(late.heard).toEqual([refresh]))
    expect(fresh.heard).toEqual([])
  })

  test('is heard and told though its object has slept; a ping wakes nobody', async () => {
    const { site, page, open, personOfDevice } = await shop()
    const device = newDevice()
    const first = await page(device, { events: [added()] })
    const tab = await open(device, first.now)
    const person = await personOfDevice(device)
    await evictDurableObject(objectOf(site, person))
    tab.socket.send('ping')
    await vi.waitFor(() => expect(tab.heard).toEqual(['pong']))
    await visit(site, person, { now: Date.now() + 1, events: [viewed(till)] })
    await vi.waitFor(() => expect(tab.heard).toEqual(['pong', refresh]))
  })

  test('that says anything but ping is hung up on, however much it says', async () => {
    const { page, open } = await shop()
    const device = newDevice()
    await page(device, { events: [added()] })
    for (const text of ['hello', 'x'.repeat(1_000_000)]) {
      const tab = await open(device)
      tab.socket.send(text)
      expect(await tab.closed).toBe(liveCloseCodes.unexpected)
    }
  })

  test('gives way to newer ones when there are too many', async () => {
    const { page, open } = await shop()
    const device = newDevice()
    await page(device, { events: [added()] })
    const oldest = await open(device)
    const others = []
    for (let n = 0; n < maxLiveSockets; n += 1) others.push(await open(device))
    expect(await oldest.closed).toBe(liveCloseCodes.displaced)
    expect(others.flatMap(({ heard }) => heard)).toEqual([])
  })

  test('that was closed takes nobody’s place', async () => {
    const { page, open } = await shop()
    const device = newDevice()
    await page(device, { events: [added()] })
    for (let n = 0; n < 2 * maxLiveSockets; n += 1) {
      const left = await open(device)
      left.socket.close(1_000)
      await left.closed
    }
    const tabs: ReturnType<typeof listen>[] = []
    for (let n = 0; n < maxLiveSockets; n += 1) tabs.push(await open(device))
    tabs[0]?.socket.send('ping')
    await vi.waitFor(() => expect(tabs.flatMap(({ heard }) => heard)).toEqual(['pong']))
  })

  test('of a person who is erased is closed', async () => {
    const { site, page, open, personOfDevice } = await shop()
    const device = newDevice()
    await page(device, { events: [added()] })
    const tab = await open(device)
    await personOf(site, await personOfDevice(device)).erase(Date.now())
    expect(await tab.closed).toBe(liveCloseCodes.gone)
  })

  test('follows the person who logs in: closed where they were, told where they are', async () => {
    const { site, page, open } = await shop()
    const [phone, laptop] = [newDevice(), newDevice()]
    const identify = (seq: number) => ({
      ...{ messageId: `id-${phone}-${seq}`, type: 'identify', userId: 'ann', age: 0, seq },
    })
    await page(phone, { events: [identify(1)] })
    const first = await page(laptop, { events: [added()] })
    const before = await open(laptop, first.now)
    const merged = await page(laptop, { events: [identify(2)] })
    expect(await before.closed).toBe(liveCloseCodes.moved)
    const after = await open(laptop, merged.now)
    const person = await identityObject(bindings, site, 'user_id', 'ann').owner()
    await visit(site, person ?? '', { now: Date.now() + 2, events: [viewed(till)] })
    await vi.waitFor(() => expect(after.heard).toEqual([refresh]))
  })
})

describe('a socket is refused', () => {
  test.each([
    ['without a key that is known', { key: 'pk_nobody' }, 'key_unknown'],
    ['without a visitor', { visitor: undefined }, 'invalid_request'],
    ['with a word too many', { admin: true }, 'invalid_request'],
    ['with a token that proves nothing', { token: 'x.y.z' }, 'identity_invalid'],
  ])('%s', async (_, hello, code) => {
    const { key, knock } = await shop({ identity: { mode: 'required' } })
    const answer = await knock({ key, visitor: newDevice(), ...hello })
    expect(await answer.json()).toMatchObject({ code })
  })

  test('to pages of other origins, to plain requests, and without a hello', async () => {
    const { key, knock } = await shop()
    const hello = { key, visitor: newDevice() }
    const codes = [
      await knock(hello, { origin: 'https://evil.example' }),
      await knock(hello, { upgrade: 'h2c' }),
      await knock(hello, { 'sec-websocket-protocol': liveProtocol }),
      await knock(hello, { 'sec-websocket-protocol': `${liveProtocol}, hello.%%%` }),
    ].map(async (answer) => ((await answer.json()) as { code: string }).code)
    expect(await Promise.all(codes)).toEqual([
      'origin_not_allowed',
      'upgrade_required',
      'invalid_request',
      'malformed_json',
    ])
  })

  test('where the owner wants none, and its answers do not ask for one', async () => {
    const { key, knock, page } = await shop({ live: false })
    const device = newDevice()
    expect(await page(device, { events: [added()] })).not.toHaveProperty('live')
    const answer = await knock({ key, visitor: device })
    expect(await answer.json()).toMatchObject({ code: 'not_found' })
  })
})
