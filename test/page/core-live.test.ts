import type { Page, WebSocketRoute } from 'playwright-core'
import { expect, test } from 'vitest'
import { liveCloseCodes } from '../../shared/api/live-api.ts'
import { call } from './tools/call.ts'
import { blocks, decision, everywhere, words } from './tools/decisions.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
const body = '<p data-attune-slot="hero">Default</p>'

/** A tab whose lines to the edge end here. Its clock goes slowly, so that no answer is late. */
async function openTab(): Promise<{ page: Page; lines: WebSocketRoute[]; open(): number }> {
  const context = await world.browser.newContext()
  await context.addInitScript(() => {
    const now = performance.now.bind(performance)
    performance.now = () => now() / 50
    const sight = { isHidden: false }
    Object.assign(window, { sight })
    Object.defineProperty(document, 'hidden', { get: () => sight.isHidden })
  })
  const page = await context.newPage()
  const lines: WebSocketRoute[] = []
  const closed = new Set<WebSocketRoute>()
  await page.routeWebSocket(/\/v1\/live$/, (line) => {
    lines.push(line)
    line.onClose(() => void closed.add(line))
  })
  await page.goto(`${world.site.origin}/`)
  return { page, lines, open: () => lines.filter((line) => !closed.has(line)).length }
}

const look = (page: Page, isHidden: boolean) =>
  page.evaluate((isHidden) => {
    Object.assign((window as unknown as { sight: object }).sight, { isHidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }, isHidden)

test('no line is opened before the edge says that it may call', async () => {
  const { page, lines } = await openTab()
  await until(() => world.edge.named('page').length === 1)
  await pause(800)
  expect(lines).toEqual([])
  world.edge.live = true
  await call(page, 'track', 'Something')
  await until(() => lines.length === 1)
})

test('a call shows what is new and takes away what is over, also an overlay', async () => {
  world.serve('/', { body, tag: 'data-slots="overlay"' })
  world.edge.live = true
  world.edge.decide = everywhere((slot) =>
    slot === 'overlay'
      ? { ...blocks({ type: 'text', text: 'Still in your cart' }), surface: 'banner' }
      : words('Come back')
  )
  const { page, lines } = await openTab()
  await page.getByText('Still in your cart').waitFor()
  await page.getByText('Come back').waitFor()
  await until(() => lines.length === 1)
  world.edge.decide = () => [decision('hero', words('Thank you'))]
  lines[0]?.send('{"type":"refresh"}')
  await page.getByText('Thank you').waitFor()
  expect(await page.getByText('Come back').count()).toBe(0)
  await until(async () => (await page.getByText('Still in your cart').count()) === 0)
})

test('a line is open only while somebody looks', async () => {
  world.edge.live = true
  const { page, lines, open } = await openTab()
  await until(() => lines.length === 1)
  await look(page, true)
  await until(() => open() === 0)
  await look(page, false)
  await until(() => open() === 1)
  expect(lines).toHaveLength(2)
})

test('a line that breaks is opened again, and one that the edge ends is not', async () => {
  world.edge.live = true
  const { lines } = await openTab()
  await until(() => lines.length === 1)
  await lines[0]?.close({ code: 4_000 })
  await until(() => lines.length === 2)
  await lines[1]?.close({ code: liveCloseCodes.unexpected })
  await pause(3_500)
  expect(lines).toHaveLength(2)
})

test('V3: who takes consent back is called no more', async () => {
  world.edge.live = true
  const { page, lines, open } = await openTab()
  await until(() => lines.length === 1)
  await call(page, 'consent', false)
  await until(() => open() === 0)
  await look(page, true)
  await look(page, false)
  await pause(500)
  expect(lines).toHaveLength(1)
})
