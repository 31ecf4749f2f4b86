import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { webhookSecret } from '../../edge/journey/carry.ts'
import { localMessages } from '../../edge/journey/local-messages.ts'
import { base64 } from '../../edge/journey/secret.ts'
import { signedUrl } from '../../edge/journey/signed-link.ts'
import { openStorage } from '../../edge/profile/storage.ts'
import type {
  ChannelsAnswer,
  FailedMessagesAnswer,
  JourneysAnswer,
} from '../../shared/api/journeys-api.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import type { Journey } from '../../shared/journey/schema.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { serveWatched } from './workerd/calls.ts'
import { objectOf, personOf, viewed, visit } from './workerd/people.ts'
import { type Received, receiveEverything } from './workerd/receiver.ts'
import { bindings, newSite } from './workerd/site.ts'

const minute = 60_000
const hour = 60 * minute
const start = Date.parse('2027-03-01T10:00:00Z')

const cart: Journey = {
  entry: { on: 'event', event: 'Product Added' },
  exit: [{ event: 'Order Completed' }],
  steps: [
    {
      ...{ id: 'hour', do: 'hold', until: { event: 'Order Completed' }, for: '1h' },
      ...{ restartOn: { event: 'Product Added' }, onEvent: 'end' },
    },
    { id: 'banner', do: 'queue', action: 'banner' },
    { id: 'remind', do: 'send', messages: { crm: { data: { cart: 'full' } } } },
  ],
}

const config: SiteConfig = {
  name: 'A site with journeys',
  slots: { hero: {} },
  actions: {
    banner: {
      slots: ['hero'],
      when: { 'journey.queued.banner': true },
      variants: { a: { content: { type: 'text', text: 'Still thinking?' } } },
    },
  },
  channels: {
    crm: { kind: 'webhook', url: 'https://crm.shop.com/hook' },
    slow: { kind: 'webhook', url: 'https://slow.shop.com/hook' },
    email: { kind: 'email', from: 'Shop <hello@shop.com>' },
  },
  caps: { channels: { email: [] } },
  journeys: { cart },
}

let receiver: ReturnType<typeof receiveEverything>
let answer: (received: Received) => Response | Promise<Response>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  Object.assign(bindings, {
    ...{ ATTUNE_SECRET: 'a secret of this test', ADMIN_TOKEN: 'of-this-test' },
    PUBLIC_URL: 'https://edge.shop.com',
  })
  answer = () => new Response(null, { status: 204 })
  receiver = receiveEverything((received) => answer(received))
})
afterEach(() => {
  receiver.giveBack()
  vi.useRealTimers()
  Object.assign(bindings, { ATTUNE_LOCAL: undefined })
})

const does = (site: string, id: string, name: string, properties: JsonObject = {}) =>
  visit(site, id, { now: Date.now(), events: [viewed({ name, properties, at: Date.now() })] })

/** Rings the object's alarm at a time. */
async function ring(site: string, id: string, at: number): Promise<void> {
  vi.setSystemTime(at)
  await runDurableObjectAlarm(objectOf(site, id))
}

/** The directory hears of somebody new within seconds; what is set after that is the journeys' own. */
const tellDirectory = (site: string, id: string) => ring(site, id, Date.now() + 5_000)

const alarmOf = (site: string, id: string) =>
  runInDurableObject(objectOf(site, id), (_, { storage }) => storage.getAlarm())

/** Messages on their way or given up. */
async function messagesOf(site: string) {
  const jobs = await personOf(site, 'a').messages()
  if (!Array.isArray(jobs)) throw new Error('Nobody is there.')
  return jobs
}

/** Counts are handed on once a second. */
const waiting = { timeout: 10_000, interval: 100 }

/** Asks the owner's API. */
async function owner(site: string, method: string, path: string, body?: object): Promise<unknown> {
  const headers = { authorization: 'Bearer of-this-test', 'content-type': 'application/json' }
  const request = new Request(`http://edge/v1/admin/sites/${site}${path}`, {
    ...{ method, headers, body: body === undefined ? null : JSON.stringify(body) },
  })
  const { answer } = await serveWatched(request)
  expect(answer.status, await answer.clone().text()).toBe(200)
  return answer.json()
}

const journeysOf = async (site: string) =>
  ((await owner(site, 'GET', '/journeys')) as JourneysAnswer).journeys.cart

/** Rings the alarms of people, as often as they are set, until a time. */
async function ringAll(site: string, ids: readonly string[], until: number): Promise<void> {
  for (const id of ids) {
    for (
      let at = await alarmOf(site, id);
      (at ?? Infinity) <= until;
      at = await alarmOf(site, id)
    ) {
      await ring(site, id, Math.max(Date.now(), at ?? 0))
    }
  }
}

describe('an abandoned cart, by the real alarm', () => {
  test('is told to the receiver once, signed as Standard Webhooks has it', async () => {
    const site = await newSite(config)
    await does(site, 'a', 'Product Added')
    await tellDirectory(site, 'a')
    expect(await alarmOf(site, 'a')).toBe(start + hour)
    await ring(site, 'a', start + hour)
    await ring(site, 'a', start + hour)
    await ring(site, 'a', start + hour + 1)
    expect(receiver.received).toHaveLength(1)

    const [hook] = receiver.received
    const secret = await webhookSecret(bindings, site, 'crm', 1)
    const verifier = new Webhook(base64(secret ?? new Uint8Array()))
    expect(verifier.verify(hook?.body ?? '', hook?.headers ?? {})).toMatchObject({
      type: 'journey.cart.remind',
      timestamp: '2027-03-01T11:00:00.000Z',
      data: { site, profile: 'a', journey: 'cart', step: 'remind', message: { cart: 'full' } },
    })
    expect(hook?.headers['webhook-id']).toMatch(/^msg_[\w-]{27}$/)
  })

  test('is forgotten when the purchase was committed a millisecond before (D23)', async () => {
    const site = await newSite(config)
    await does(site, 'a', 'Product Added')
    vi.setSystemTime(start + hour - 1)
    await does(site, 'a', 'Order Completed')
    await ring(site, 'a', start + hour)
    expect(receiver.received).toEqual([])
  })

  test('outlives the object’s memory between every two steps (X8)', async () => {
    const site = await newSite(config)
    await does(site, 'a', 'Product Added')
    await evictDurableObject(objectOf(site, 'a'))
    vi.setSystemTime(start + 30 * minute)
    await does(site, 'a', 'Product Added')
    await evictDurableObject(objectOf(site, 'a'))
    await ring(site, 'a', start + hour)
    expect(receiver.received).toEqual([])
    await evictDurableObject(objectOf(site, 'a'))
    await ring(site, 'a', start + hour + 30 * minute)
    expect(receiver.received).toHaveLength(1)
  })

  test('shows its banner on the next page', async () => {
    const site = await newSite(config)
    const before = await does(site, 'a', 'Product Added')
    expect(before.decisions).toEqual([])
    await ring(site, 'a', start + hour)
    const after = await visit(site, 'a', { now: Date.now() })
    expect(after.decisions).toMatchObject([{ slot: 'hero', action: 'banner' }])
  })

  test('goes on after a merge in the middle of the wait', async () => {
    const site = await newSite(config)
    await does(site, 'a', 'Product Added')
    vi.setSystemTime(start + 10 * minute)
    await does(site, 'b', 'Product Viewed')
    await personOf(site, 'a').mergeInto('b', Date.now())
    await ring(site, 'b', Date.now())
    expect(await alarmOf(site, 'b')).toBe(start + hour)
    await ring(site, 'b', start + hour)
    await ring(site, 'a', start + hour)
    expect(receiver.received).toHaveLength(1)
    expect(JSON.parse(receiver.received[0]?.body ?? '').data.profile).toBe('b')
  })

  test('is told in the person’s time line: entered, waited, sent, and why it ended', async () => {
    const site = await newSite(config)
    await does(site, 'a', 'Product Added')
    await ring(site, 'a', start + hour)
    const lines = await personOf(site, 'a').timeline(Number.MAX_SAFE_INTEGER)
    if (!Array.isArray(lines)) throw new Error('Nobody is there.')
    const told = lines.flatMap((line) => (line.kind === 'journey' ? [line.trace] : [])).reverse()
    expect(told.map(({ what, step, detail }) => [what, step, detail].filter(Boolean))).toEqual([
      ['entered'],
      ['waits', 'hour'],
      ['queued', 'banner', 'banner'],
      ['sent', 'remind', 'crm'],
      ['ended', 'remind', 'finished'],
    ])
    expect(told[1]).toMatchObject({ until: start + hour })
  })

  test('is counted where it stands and where it has been, through a merge and an erasure', async () => {
    const site = await newSite(config)
    for (const id of ['a', 'b', 'c']) await does(site, id, 'Product Added')
    const counts = () => journeysOf(site)
    await vi.waitFor(async () => expect((await counts())?.waiting).toEqual({ hour: 3 }), waiting)
    await personOf(site, 'a').mergeInto('b', Date.now())
    await vi.waitFor(async () => expect((await counts())?.waiting).toEqual({ hour: 2 }), waiting)
    await personOf(site, 'c').erase(Date.now())
    await ring(site, 'b', start + hour)
    await vi.waitFor(
      async () =>
        expect(await counts()).toEqual({
          waiting: {},
          day: {
            ...{ entered: 3, reached: { hour: 3, banner: 1, remind: 1 }, goals: 0 },
            ...{ sent: { remind: 1 }, notSent: {}, ended: { finished: 1 } },
          },
        }),
      waiting
    )
  })

  test('is erased with the person', async () => {
    const site = await newSite(config)
    await does(site, 'a', 'Product Added')
    await personOf(site, 'a').erase(Date.now())
    await ring(site, 'a', start + hour)
    expect(receiver.received).toEqual([])
  })
})

describe('a receiver', () => {
  const abandoned = async () => {
    const site = await newSite(config)
    await does(site, 'a', 'Product Added')
    return site
  }

  test('that is down for hours gets it in the end, always under the same id (D20)', async () => {
    const site = await abandoned()
    answer = () => new Response('no', { status: 503 })
    await ring(site, 'a', start + hour)
    for (let n = 0; n < 5; n++) {
      const next = await alarmOf(site, 'a')
      expect(next).not.toBeNull()
      await ring(site, 'a', next ?? 0)
    }
    answer = () => new Response(null, { status: 200 })
    await ring(site, 'a', (await alarmOf(site, 'a')) ?? 0)
    expect(receiver.received).toHaveLength(7)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(await messagesOf(site)).toEqual([])
  })

  test('that never answers well is given up after ten attempts in three days', async () => {
    const site = await abandoned()
    answer = () => {
      throw new TypeError('refused')
    }
    await ring(site, 'a', start + hour)
    while (receiver.received.length < 10) await ring(site, 'a', (await alarmOf(site, 'a')) ?? 0)
    expect(Date.now() - start).toBeLessThan(5 * 24 * hour)
    await ring(site, 'a', Date.now() + 7 * 24 * hour)
    expect(receiver.received).toHaveLength(10)
    const [job] = await messagesOf(site)
    expect(job).toMatchObject({ attempts: 10, next: null, note: 'could not be reached' })
  })

  test('that answers 410 is asked no more, until the owner says again', async () => {
    const site = await abandoned()
    answer = () => new Response(null, { status: 410 })
    await ring(site, 'a', start + hour)
    await ring(site, 'a', start + 3 * hour)
    expect(receiver.received).toHaveLength(1)
    const [job] = await messagesOf(site)
    expect(job).toMatchObject({ next: null, note: 'answered 410' })

    answer = () => new Response(null, { status: 200 })
    await owner(site, 'POST', '/channels/crm/enable', {})
    expect(await personOf(site, 'a').replay(job?.message.id ?? '', Date.now())).toBe(true)
    await ring(site, 'a', start + 3 * hour)
    expect(receiver.received).toHaveLength(2)
    expect(await messagesOf(site)).toEqual([])
  })

  test('that answers 410 is switched off for everybody, until its owner switches it on', async () => {
    const [ann, ben] = ['anns-profile-of-22-chr', 'bens-profile-of-22-chr'] as const
    const site = await newSite(config)
    await does(site, ann, 'Product Added')
    answer = () => new Response(null, { status: 410 })
    await ring(site, ann, start + hour)
    const channel = { name: 'crm', off: { at: start + hour, reason: 'answered 410' } }
    expect(await owner(site, 'GET', '/channels')).toMatchObject({ channels: [channel, {}, {}] })

    vi.setSystemTime(start + 2 * hour)
    await does(site, ben, 'Product Added')
    await ring(site, ben, start + 3 * hour)
    expect(receiver.received).toHaveLength(1)
    expect(await owner(site, 'GET', '/messages/failed?channel=crm')).toMatchObject({
      total: 2,
      messages: [
        { profile: ben, note: 'the channel is off: answered 410' },
        { profile: ann, journey: 'cart', step: 'remind', attempts: 1, note: 'answered 410' },
      ],
    })

    answer = () => new Response(null, { status: 200 })
    const on = await owner(site, 'POST', '/channels/crm/enable', {})
    expect(on).toMatchObject({ name: 'crm' })
    expect(on).not.toHaveProperty('off')
    const again = await owner(site, 'POST', '/messages/replay', {})
    expect(again).toEqual({ replayed: 2, gone: 0, left: 0 })
    for (const id of [ann, ben]) await ring(site, id, start + 3 * hour)
    expect(receiver.received).toHaveLength(3)
    expect(await owner(site, 'GET', '/messages/failed')).toEqual({ messages: [], total: 0 })
  })

  test('that fails for days is switched off, unless others are reached', async () => {
    const site = await newSite(config)
    answer = () => new Response('no', { status: 500 })
    for (const id of ['a', 'b', 'c']) await does(site, id, 'Product Added')
    for (let day = 0; day < 5; day += 1)
      await ringAll(site, ['a', 'b', 'c'], start + day * 24 * hour)
    const [crm] = ((await owner(site, 'GET', '/channels')) as ChannelsAnswer).channels
    expect(crm?.off?.reason).toMatch(/attempts have failed in three days: answered 500/)
    expect(crm?.failing?.since).toBeLessThan(start + 24 * hour)
  })

  test('whose message is given up is told of by no more than its place, and not after an erasure', async () => {
    const site = await abandoned()
    answer = () => new Response(null, { status: 410 })
    await ring(site, 'a', start + hour)
    const { messages } = (await owner(site, 'GET', '/messages/failed')) as FailedMessagesAnswer
    expect(Object.keys(messages[0] ?? {}).sort()).toEqual([
      'at',
      'attempts',
      'channel',
      'givenUpAt',
      'id',
      'journey',
      'n',
      'note',
      'profile',
      'step',
    ])
    await personOf(site, 'a').erase(Date.now())
    expect(await owner(site, 'GET', '/messages/failed')).toEqual({ messages: [], total: 0 })
  })

  test('that redirects is not followed', async () => {
    const site = await abandoned()
    answer = () => new Response(null, { status: 302, headers: { location: 'http://127.0.0.1/' } })
    await ring(site, 'a', start + hour)
    expect(receiver.received).toHaveLength(1)
    expect(await messagesOf(site)).toMatchObject([{ note: 'answered 302' }])
  })

  test('that hangs holds up nobody else (D21)', async () => {
    const both: Journey = {
      entry: { on: 'event', event: 'Begun' },
      reentry: { policy: 'multiple' },
      steps: [
        { id: 'slow', do: 'send', transactional: true, messages: { slow: { data: {} } } },
        { id: 'fast', do: 'send', transactional: true, messages: { crm: { data: {} } } },
      ],
    }
    const site = await newSite({ ...config, journeys: { both } })
    answer = ({ url }) =>
      url.includes('slow') ? new Promise(() => undefined) : new Response(null, { status: 200 })
    for (let n = 0; n < 5; n++) await does(site, 'a', 'Begun')
    const before = performance.now()
    for (let n = 0; n < 3; n++) await ring(site, 'a', start + n)
    expect(performance.now() - before).toBeLessThan(6_000)
    const arrived = receiver.received.filter(({ url }) => url.includes('crm'))
    expect(new Set(arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(5)
    expect(await alarmOf(site, 'a')).not.toBeNull()
  })
})

describe('an e-mail', () => {
  const hello = (transactional: boolean): SiteConfig => ({
    ...config,
    journeys: {
      hello: {
        entry: { on: 'event', event: 'Begun' },
        steps: [
          {
            ...{ id: 'hello', do: 'send', transactional },
            messages: {
              email: {
                subject: 'Hello {{ journey.entry.properties.who }}',
                blocks: [{ type: 'text', text: 'Hi <{{ journey.entry.properties.who }}>' }],
              },
            },
          },
        ],
      },
    },
  })
  const sendOne = async (transactional: boolean) => {
    Object.assign(bindings, { ATTUNE_LOCAL: '1' })
    const site = await newSite(hello(transactional))
    const known = viewed({ name: 'identify', type: 'identify', traits: { email: 'ann@mail.com' } })
    await visit(site, 'a', { now: Date.now(), events: [known] })
    await does(site, 'a', 'Begun', { who: 'A\r\nBcc: x@y.z' })
    await ring(site, 'a', start)
    const kept = await localMessages(bindings)
    return kept.find((message) => message.site === site)
  }

  test('is kept on a developer’s machine, both parts, and can be left with one click', async () => {
    const mail = await sendOne(false)
    expect(mail).toMatchObject({ to: 'ann@mail.com', title: 'Hello A Bcc: x@y.z' })
    expect(mail?.html).toContain('Hi &lt;A')
    expect(mail?.text).toContain('Hi <A')
    expect(mail?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(mail?.headers['List-Unsubscribe']).toMatch(
      /^<https:\/\/edge\.shop\.com\/v1\/unsubscribe\/[\w-]+\/a\/email\/[\w-]+>$/
    )
    expect(receiver.received).toEqual([])
  })

  test('that is owed cannot be left', async () => {
    const mail = await sendOne(true)
    expect(mail?.headers['List-Unsubscribe']).toBeUndefined()
    expect(mail?.headers['Auto-Submitted']).toBe('auto-generated')
  })
})

describe('unsubscribing', () => {
  const leave = (url: string, method: string) =>
    serveWatched(new Request(url, { method, body: method === 'POST' ? 'x=y' : null }))

  test('takes a click of a person or a POST of a mail program, not a look', async () => {
    Object.assign(bindings, { ATTUNE_LOCAL: '1' })
    const site = await newSite(config)
    const id = 'anns-profile-of-22-chr'
    await does(site, id, 'Product Viewed')
    const url =
      (await signedUrl(bindings, { kind: 'unsubscribe', site, about: [id, 'email'] })) ?? ''
    const asks = await leave(url, 'GET')
    expect(asks.answer.status).toBe(200)
    expect(await asks.answer.text()).toContain('<form method="post">')
    const count = async () =>
      (await runInDurableObject(objectOf(site, id), (_, { storage: { sql } }) => {
        return openStorage(sql).load()?.profile?.events.Unsubscribed?.count ?? 0
      })) as number
    expect(await count()).toBe(0)
    expect((await leave(url, 'POST')).answer.status).toBe(200)
    expect(await count()).toBe(1)
  })

  test('is refused to whoever made the link themselves', async () => {
    const site = await newSite(config)
    const url =
      (await signedUrl(bindings, { kind: 'unsubscribe', site, about: ['a', 'email'] })) ?? ''
    const forged = url.replace('/a/email/', '/b/email/')
    expect((await leave(forged, 'POST')).answer.status).toBe(404)
    expect((await leave(`${url.slice(0, -1)}A`, 'POST')).answer.status).toBe(404)
  })
})

describe('cost', () => {
  test('a visit that moves journeys writes no more rows than one that does not', async () => {
    const site = await newSite(config)
    await does(site, 'a', 'Product Added')
    await tellDirectory(site, 'a')
    const written: { rowsWritten: number }[] = []
    await runInDurableObject(objectOf(site, 'a'), (_, { storage: { sql } }) => {
      const exec = sql.exec.bind(sql)
      sql.exec = (query: string, ...values: never[]) => {
        const cursor = exec(query, ...values)
        written.push(cursor)
        return cursor as never
      }
    })
    vi.setSystemTime(start + minute)
    await does(site, 'a', 'Product Added')
    const rows = await runInDurableObject(objectOf(site, 'a'), () =>
      written.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)
    )
    expect(rows).toBe(1)
    // The reminder moved to later; the alarm may ring earlier, finds nothing, and is set anew.
    expect(await alarmOf(site, 'a')).toBe(start + hour)
    await ring(site, 'a', start + hour)
    expect(receiver.received).toEqual([])
    expect(await alarmOf(site, 'a')).toBe(start + hour + minute)
  })
})
