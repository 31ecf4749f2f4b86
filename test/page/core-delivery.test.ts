import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from './tools/call.ts'
import { type FaultProxy, openFaultProxy } from './tools/fault-proxy.ts'
import { storedEvents } from './tools/rows.ts'
import { stepsOf, trackSteps, upTo } from './tools/track.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
let proxy: FaultProxy
beforeAll(async () => {
  proxy = await openFaultProxy(() => world.edge.port)
})
afterAll(() => proxy.close())

const steps = () => stepsOf(world.edge.applied)

test('D1, D4: 10,000 stored events go through every fault, none lost, none twice', async () => {
  world.serve('/', { origin: proxy.origin })
  proxy.delayMs = 60
  proxy.faults = {
    ...{ drop: 0.1, 'drop after commit': 0.1, reset: 0.03, 'server error': 0.08, html: 0.03 },
    ...{ 'truncated answer': 0.04, duplicate: 0.05, delayed: 0.05, reordered: 0.05 },
  }
  const visitors = await Promise.all(upTo(4).map(() => world.visit()))
  const stored = await Promise.all(
    visitors.map(({ page }, i) => trackSteps(page, 2_500, i * 2_500))
  )
  expect(stored).toEqual([2_500, 2_500, 2_500, 2_500])
  await until(() => steps().length >= 10_000, { timeoutMs: 90_000, why: `seed ${proxy.seed}` })
  for (const { page, context } of visitors) {
    await until(async () => (await storedEvents(page)).length === 0)
    await context.close()
  }
  expect(steps(), `seed ${proxy.seed}`).toEqual(upTo(10_000))
  expect(world.edge.malformed).toEqual([])
}, 120_000)

test.each([
  ['verdicts on others', 200, { verdicts: [['nobody', 'ok']] }],
  ['an empty list', 200, { verdicts: [] }],
  ['no list', 200, {}],
  ['words that are no verdict', 200, { verdicts: 'all' }],
  ['a page', 200, '<!doctype html>'],
  ['nothing', 204, ''],
  ['a redirect', 302, ''],
])('D10: an event stays until its own verdict: %s', async (_, status, answer) => {
  const decided = { config: 1, now: 0, decisions: [], profile: { segments: [] } }
  world.edge.interrupt = (path, response) => {
    if (path !== '/v1/events') return false
    response.writeHead(status, { location: `${world.edge.origin}/elsewhere` })
    response.end(
      typeof answer === 'string' ? answer || undefined : JSON.stringify({ ...decided, ...answer })
    )
    return true
  }
  const { page, context } = await world.visit()
  await call(page, 'track', 'Kept')
  await until(() => world.edge.requests.length >= 2)
  await pause(100)
  expect(await storedEvents(page)).toHaveLength(2)
  await context.close()
})

test('D10: verdicts on some delete those, and the rest is sent again', async () => {
  world.edge.interrupt = (path, response, text) => {
    if (path !== '/v1/events' || world.edge.requests.length > 1) return false
    const { events } = JSON.parse(text)
    const verdicts = [[events[0].messageId, 'ok']]
    const decided = { config: 1, now: 0, decisions: [], profile: { segments: [] } }
    response.end(JSON.stringify({ verdicts, ...decided }))
    return true
  }
  world.serve('/', {
    head: '<script>window.attune=(...a)=>{(attune.q??=[]).push(a)};attune("track","A");attune("track","B")</script>',
  })
  await world.visit()
  await until(() => world.edge.applied.length === 2)
  expect(world.edge.duplicates).toBe(0)
})

test('D11: one poisoned event does not hold up the others', async () => {
  const { page } = await world.visit()
  await until(() => world.edge.applied.length === 1)
  world.edge.judge = ({ properties }) => (properties?.n === 7 ? 'rejected' : 'ok')
  const before = world.edge.requests.length
  await trackSteps(page, 50)
  await until(() => steps().length === 49)
  await until(async () => (await storedEvents(page)).length === 0)
  expect(world.edge.requests.length - before).toBe(1)
})

test('D11: a batch that is refused whole is halved until the culprit stands alone', async () => {
  const { page } = await world.visit()
  await until(() => world.edge.applied.length === 1)
  world.edge.interrupt = (_path, response, text) => {
    const isPoisoned = text.includes('"n":7,')
    if (isPoisoned) response.writeHead(422).end('{}')
    return isPoisoned
  }
  await trackSteps(page, 50)
  await until(() => steps().length === 49)
  await until(() => world.edge.dropped === 1)
  expect(await storedEvents(page)).toEqual([])
})

test('D12: a batch refused for its size is halved until it fits', async () => {
  const { page } = await world.visit()
  await until(() => world.edge.applied.length === 1)
  let refused = 0
  world.edge.interrupt = (_path, response, text) => {
    const isTooLarge = text.length > 8_192
    if (isTooLarge) refused++
    if (isTooLarge) response.writeHead(413).end('{}')
    return isTooLarge
  }
  await trackSteps(page, 50, 0, 'x'.repeat(700))
  await until(() => steps().length === 50, { timeoutMs: 15_000 })
  expect(refused).toBeLessThanOrEqual(4)
})

test('D12: a single event over 16 KiB is refused when it is tracked', async () => {
  const { page, errors } = await world.visit()
  const refused = await page.evaluate(() =>
    (window as unknown as { attune(...args: unknown[]): Promise<unknown> })
      .attune('track', 'Huge', { words: 'ü'.repeat(8_192) })
      .catch((error: Error) => error.message)
  )
  expect(refused).toContain('16384')
  await page.evaluate(() => {
    // Nobody waits for this one, and still nobody hears of a rejection.
    ;(window as unknown as { attune(...args: unknown[]): unknown }).attune('track', 'Huge', {
      words: 'x'.repeat(20_000),
    })
  })
  await pause(200)
  expect(errors).toEqual([])
})

test('D14: 403 pauses sending and deletes nothing', async () => {
  world.edge.interrupt = (path, response) => {
    if (path === '/v1/events') response.writeHead(403).end('{}')
    return path === '/v1/events'
  }
  const { page } = await world.visit()
  await call(page, 'track', 'Kept')
  await pause(4_000)
  expect(world.edge.requests.length).toBeLessThanOrEqual(2)
  await page.reload()
  await call(page, 'track', 'Kept')
  await pause(1_500)
  // Nobody probes again within five minutes, also not after a reload.
  expect(world.edge.requests.length).toBeLessThanOrEqual(2)
  expect((await storedEvents(page)).length).toBeGreaterThanOrEqual(4)
})

test('D15: a backlog of 10,000 events drains whole, in order, at ten requests a second', async () => {
  world.edge.interrupt = (path, response) => {
    if (path === '/v1/events') response.writeHead(503, { 'retry-after': '1' }).end()
    return path === '/v1/events'
  }
  const { page } = await world.visit('/')
  await trackSteps(page, 9_990)
  world.edge.forget()
  await page.reload()
  const since = performance.now()
  await until(() => steps().length === 9_990, { timeoutMs: 60_000 })
  const seconds = (performance.now() - since) / 1_000
  expect(world.edge.requests.length / seconds).toBeLessThanOrEqual(10.5)
  expect(steps()).toEqual(upTo(9_990))
}, 90_000)

test('D16: leaving sends what fits, and the next visit the rest', async () => {
  world.serve('/next', { body: 'next' })
  const { page } = await world.visit()
  await until(() => world.edge.applied.length === 1)
  await pause(500)
  // Another script has spent 40 of the page's 64 KiB.
  world.edge.interrupt = async (path) => {
    if (path === '/v1/other') await pause(1_000)
    return false
  }
  await page.evaluate(
    ([url]) => {
      void fetch(`${url}/v1/other`, {
        method: 'POST',
        keepalive: true,
        body: JSON.stringify('x'.repeat(40_000)),
      }).catch(() => undefined)
      const { attune } = window as unknown as { attune(...args: unknown[]): unknown }
      for (let n = 0; n < 100; n++) attune('track', 'Step', { n, words: 'x'.repeat(100) })
      location.href = '/next'
    },
    [world.edge.origin] as const
  )
  await page.waitForURL('**/next')
  await until(() => steps().length === 100)
  expect(steps()).toEqual(upTo(100))
})

test('D16: a closed tab has sent its last words', async () => {
  const { page, context } = await world.visit()
  await until(() => world.edge.applied.length === 1)
  await pause(500)
  await trackSteps(page, 45)
  await page.close({ runBeforeUnload: true })
  await until(() => steps().length === 45)
  await context.close()
})

test('D17: a beacon is never taken for a delivery', async () => {
  const { page } = await world.visit('/', {
    init: () => {
      navigator.sendBeacon = () => true
      const { fetch } = window
      window.fetch = (input, init) =>
        init?.keepalive ? Promise.reject(new TypeError('Failed to fetch')) : fetch(input, init)
    },
  })
  await until(() => world.edge.applied.length === 1)
  await pause(500)
  world.edge.interrupt = (path) => path === '/v1/events'
  await call(page, 'track', 'Kept')
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
  await pause(300)
  expect(await storedEvents(page)).not.toEqual([])
})

test('D18: an outbox that is full drops the least worthy first, and says how many', async () => {
  world.edge.interrupt = (path, response) => {
    if (path === '/v1/events') response.writeHead(503, { 'retry-after': '900' }).end()
    return path === '/v1/events'
  }
  const { page } = await world.visit()
  await page.evaluate(async () => {
    const { attune } = window as unknown as { attune(...args: unknown[]): Promise<unknown> }
    for (let at = 0; at < 10_500; at += 250) {
      await Promise.all(
        Array.from({ length: 250 }, (_, i) =>
          at < 1_000 ? attune('track', 'Order Completed', { n: at + i }) : attune('page', 'P', {})
        )
      )
    }
  })
  await until(async () => (await storedEvents(page)).length === 10_000, { timeoutMs: 15_000 })
  world.edge.interrupt = () => false
  await page.evaluate(async () => {
    const opening = indexedDB.open('attune:pk_test')
    const db = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result)
    })
    const rows = db.transaction('rows', 'readwrite').objectStore('rows')
    const reading = rows.get(-1)
    reading.onsuccess = () => rows.put({ ...reading.result, retryAt: 0 }, -1)
    await new Promise((resolve) => {
      rows.transaction.oncomplete = resolve
    })
    db.close()
  })
  await page.reload()
  await until(() => world.edge.dropped > 0)
  // 10,500 tracked and the page's own view, of which the reload's view is one more.
  expect(world.edge.dropped).toBeGreaterThanOrEqual(501)
  expect(world.edge.dropped).toBeLessThanOrEqual(502)
  await until(() => world.edge.named('Order Completed').length === 1_000, { timeoutMs: 30_000 })
}, 90_000)
