import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openProfile } from './tools/browser.ts'
import { call } from './tools/call.ts'
import { killBrowserOf } from './tools/kill.ts'
import { storedEvents } from './tools/rows.ts'
import { stepsOf, trackSteps } from './tools/track.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
const steps = () => stepsOf(world.edge.applied)
const outageMs = 5_000

/** A page that has been told of, and is at rest. */
async function settled() {
  const visitor = await world.visit()
  await until(() => world.edge.named('page').length === 1)
  await pause(800)
  return visitor
}

const unavailable = () => {
  world.edge.interrupt = (path, response) => {
    if (path === '/v1/events') response.writeHead(503).end()
    return path === '/v1/events'
  }
}

/** How long after the end of an outage everything has arrived. */
async function recovery(end: () => unknown): Promise<number> {
  await end()
  const since = performance.now()
  await until(() => steps().length === 3)
  expect(steps()).toEqual([0, 1, 2])
  return performance.now() - since
}

test('what is told while the edge answers 503 arrives within a second of its return', async () => {
  const { page, errors } = await settled()
  unavailable()
  await trackSteps(page, 3)
  await pause(outageMs)
  expect(
    await recovery(() => {
      world.edge.interrupt = () => false
    })
  ).toBeLessThan(1_000)
  expect(errors.filter((error) => !error.includes('503'))).toEqual([])
})

test('what is told while the connection is cut arrives within a second of its return', async () => {
  const { page } = await settled()
  await world.edge.stop()
  await trackSteps(page, 3)
  await pause(outageMs)
  expect(await recovery(() => world.edge.start())).toBeLessThan(1_000)
})

test('what is told offline arrives within a second of the network’s return', async () => {
  const { page, context } = await settled()
  await context.setOffline(true)
  await trackSteps(page, 3)
  await pause(outageMs)
  expect(await recovery(() => context.setOffline(false))).toBeLessThan(1_000)
})

test('what was told before leaving during an outage arrives with the next visit', async () => {
  world.serve('/next')
  const { page } = await settled()
  await world.edge.stop()
  await trackSteps(page, 3)
  await page.goto('about:blank')
  await world.edge.start()
  await page.goto(`${world.site.origin}/next`)
  await until(() => steps().length === 3)
  expect(steps()).toEqual([0, 1, 2])
})

test('what was told before the tab was closed during an outage arrives with the next visit', async () => {
  const { page, context } = await settled()
  await world.edge.stop()
  await trackSteps(page, 3)
  await page.close()
  await world.edge.start()
  const next = await context.newPage()
  await next.goto(`${world.site.origin}/`)
  await until(() => steps().length === 3)
  expect(steps()).toEqual([0, 1, 2])
})

test('D2: 5,000 stored events survive 20 kills of the browser', async () => {
  const stored = new Set<number>()
  /** Kills a browser of its own ten times; the events are numbered from `first` on. */
  const beKilled = async (first: number) => {
    const folder = await mkdtemp(join(tmpdir(), 'attune-kill-'))
    for (let round = 0; round < 10; round++) {
      const { page, gone } = await openKillable(folder)
      await page.exposeFunction('isStored', (numbers: number[]) => {
        for (const n of numbers) stored.add(n)
      })
      await page.goto(`${world.site.origin}/`)
      const from = first + round * 10_000
      const running = page.evaluate(trackInFives, from).catch(() => undefined)
      await until(() => stored.has(from + 255 + Math.floor(Math.random() * 100)))
      expect(await killBrowserOf(folder)).toBeGreaterThan(0)
      await Promise.all([gone, running])
    }
    const { context, page } = await openKillable(folder)
    await page.goto(`${world.site.origin}/`)
    await until(async () => (await storedEvents(page)).length === 0, { timeoutMs: 30_000 })
    await context.close()
    await rm(folder, { recursive: true, force: true })
  }
  await Promise.all([beKilled(0), beKilled(1_000_000)])
  const arrived = new Set(steps())
  expect(stored.size).toBeGreaterThanOrEqual(5_000)
  expect([...stored].filter((n) => !arrived.has(n))).toEqual([])
  expect(arrived.size).toBe(steps().length)
}, 150_000)

async function openKillable(folder: string) {
  const context = await openProfile(folder)
  const page = context.pages()[0] ?? (await context.newPage())
  return { context, page, gone: new Promise((resolve) => context.once('close', resolve)) }
}

/** Runs in the page: tracks 400 events, five in a task, and says which were stored. */
async function trackInFives(from: number): Promise<void> {
  const { attune, isStored } = window as unknown as {
    attune(...args: unknown[]): Promise<string>
    isStored(numbers: number[]): Promise<void>
  }
  for (let n = from; n < from + 400; n += 5) {
    const some = Array.from({ length: 5 }, (_, i) => n + i)
    const kept = await Promise.all(some.map((n) => attune('track', 'Step', { n })))
    void isStored(some.filter((_, i) => kept[i] === 'stored'))
  }
}

test('D13: Retry-After is waited for, also by pages that are opened meanwhile', async () => {
  world.edge.interrupt = (path, response) => {
    if (path.startsWith('/v1/')) response.writeHead(503, { 'retry-after': '3' }).end()
    return path.startsWith('/v1/')
  }
  world.serve('/', { body: '<p data-attune-slot="hero">Default</p>' })
  const { page } = await world.visit()
  await until(() => world.edge.requests.length === 1)
  const [first] = world.edge.requests
  await pause(400)
  await call(page, 'track', 'Impatient')
  await page.reload()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await pause(1_500)
  world.edge.interrupt = () => false
  await until(() => world.edge.applied.length >= 3)
  const [, second] = world.edge.requests
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3_000)
})

test('A4: an edge that is down is felt by nobody', async () => {
  world.serve('/', { body: '<p data-attune-slot="hero">Default</p>' })
  const first = await settled()
  await first.page.close()
  await world.edge.stop()
  const page = await first.context.newPage()
  await page.goto(`${world.site.origin}/`)
  expect(await page.getByText('Default').isVisible()).toBe(true)
  await pause(1_000)
  // A browser names each failed request; beside that there is nothing.
  expect(first.errors.filter((error) => !error.includes('Failed to load resource'))).toEqual([])
  await world.edge.start()
})
