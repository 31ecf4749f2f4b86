import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FaultProxy, openFaultProxy } from './tools/fault-proxy.ts'
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
const withoutLocks = () =>
  Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })

/** Opens so many tabs of one visitor, all at once or one after the other. */
async function openTabs(count: number, init?: () => void) {
  const { context, page } = await world.visit('/', init && { init })
  const tabs = [page]
  for (let i = 1; i < count; i++) {
    const tab = await context.newPage()
    await tab.goto(`${world.site.origin}/`)
    tabs.push(tab)
  }
  await until(() => world.edge.named('page').length === count)
  await pause(500)
  return { context, tabs }
}

test.each([
  ['X1: with Web Locks', undefined, 1_500],
  ['X2: with a lease', withoutLocks, 12_500],
])('%s another tab takes over when the one that sends dies', async (_, init, withinMs) => {
  const { tabs, context } = await openTabs(4, init)
  // The first request from here on never gets an answer, and its tab dies without a word.
  let isHeld = false
  world.edge.interrupt = (path) => {
    const isFirst = path === '/v1/events' && !isHeld
    isHeld ||= isFirst
    return isFirst
  }
  const sender = context.waitForEvent('request', (request) => request.url().endsWith('/v1/events'))
  await Promise.all(tabs.map((tab, i) => trackSteps(tab, 10, i * 10)))
  await until(() => isHeld)
  const since = performance.now()
  await (await sender).frame().page().close()
  await until(() => steps().length === 40, { timeoutMs: 20_000 })
  expect(performance.now() - since).toBeLessThan(withinMs)
  expect(steps()).toEqual(upTo(40))
  await context.close()
})

test('X3: a first visit in five tabs at once makes one device', async () => {
  for (let round = 0; round < 12; round++) {
    world.renew()
    const context = await world.browser.newContext()
    const tabs = await Promise.all(upTo(5).map(() => context.newPage()))
    await Promise.all(tabs.map((tab) => tab.goto(`${world.site.origin}/`)))
    await until(() => world.edge.named('page').length === 5)
    const visitors = new Set(world.edge.applied.map(({ visitor }) => visitor))
    expect(visitors.size).toBe(1)
    expect(
      world.edge
        .named('page')
        .map(({ seq }) => seq)
        .sort()
    ).toEqual([1, 2, 3, 4, 5])
    await context.close()
  }
})

test('D8: the events of two busy tabs are applied in their order', async () => {
  world.serve('/', { origin: proxy.origin })
  proxy.faults = { delayed: 1 }
  proxy.delayMs = 300
  const { tabs, context } = await openTabs(2)
  await Promise.all(tabs.map((tab, i) => trackSteps(tab, 500, i * 500)))
  await until(() => steps().length === 1_000, { timeoutMs: 40_000 })
  const order = world.edge.applied.map(({ seq }) => seq)
  expect(order).toEqual([...order].sort((a, b) => a - b))
  await context.close()
}, 60_000)

test('a tab that may not send yet gets its decisions all the same', async () => {
  world.serve('/slow', { body: '<p data-attune-slot="hero">Default</p>' })
  world.edge.decide = ({ slots = [] }) =>
    slots.map((slot) => ({
      ...{ slot, id: `${slot}.0`, action: 'greet' },
      content: { type: 'blocks', blocks: [{ type: 'text', text: 'Hello' }] },
    }))
  const { page, context } = await world.visit()
  await until(() => world.edge.named('page').length === 1)
  await pause(500)
  world.edge.interrupt = (path) => path === '/v1/events'
  await trackSteps(page, 30)
  await until(() => world.edge.requests.length >= 2)
  const tab = await context.newPage()
  await tab.goto(`${world.site.origin}/slow`)
  await tab.getByText('Hello').waitFor()
  expect(world.edge.requests.at(-1)?.path).toBe('/v1/decisions')
  await context.close()
})
