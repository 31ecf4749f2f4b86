import type { Browser, Page, WebSocket } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SiteConfig } from '../../shared/site/config.ts'
import { type Edge, startEdge, type TestSite } from '../edge/http/server.ts'
import { openSite, type Site } from './parts/site.ts'
import { openBrowser } from './tools/browser.ts'
import { buildScripts } from './tools/scripts.ts'

/*
 * A page that is open, the real worker, and a till that knows nothing of pages.
 */

const config: Partial<SiteConfig> = {
  live: true,
  slots: { notice: {} },
  actions: {
    cart: {
      slots: ['notice'],
      when: { 'cart.count': { $gt: 0 } },
      caps: [],
      variants: { a: { content: { type: 'text', text: 'Your cart is waiting.' } } },
    },
    hello: {
      slots: ['notice'],
      when: { 'journey.queued.hello': true },
      caps: [],
      variants: { a: { content: { type: 'text', text: 'Your table is ready.' } } },
    },
  },
  journeys: {
    table: {
      entry: { on: 'event', event: 'Table Ready' },
      steps: [{ id: 'hello', do: 'queue', action: 'hello' }],
    },
  },
}

let edge: Edge
let shop: TestSite
let pages: Site
let browser: Browser

beforeAll(async () => {
  const [opened, site, scripts] = await Promise.all([startEdge(), openSite(), buildScripts()])
  edge = opened
  pages = site
  shop = await edge.site(config)
  browser = await openBrowser()
  for (const [name, body] of scripts) site.serve(`/${name}`, { type: 'text/javascript', body })
  site.serve('/', {
    body: `<!doctype html><title>Shop</title><link rel="icon" href="data:,">
      <script async src="/attune.js" data-key="${shop.publicKey}" data-endpoint="${edge.url}"></script>
      <p data-attune-slot="notice" data-attune-live>Free delivery</p>`,
  })
})
afterAll(async () => {
  await browser?.close()
  await pages?.close()
  await edge?.close()
})

/** A tab on which somebody has put something into their cart, and its line to the edge. */
async function openTab(): Promise<{
  page: Page
  line: WebSocket
  visitor: string
  asked(): number
}> {
  const page = await (await browser.newContext()).newPage()
  let visitor = ''
  let asked = 0
  page.on('request', (request) => {
    if (!request.url().endsWith('/v1/events')) return
    asked += 1
    visitor = JSON.parse(request.postData() ?? '{}').visitor
  })
  const calling = page.waitForEvent('websocket')
  await page.goto(pages.origin)
  const line = await calling
  await page.evaluate(() => {
    const attune = Reflect.get(window, 'attune') as (...words: unknown[]) => void
    attune('track', 'Product Added', { product_id: 'lamp' })
  })
  await page.getByText('Your cart is waiting.').waitFor()
  return { page, line, visitor, asked: () => asked }
}

/** Something happens elsewhere, to the person who uses this device. */
async function till(visitor: string, event: string): Promise<void> {
  const answer = await edge.fetch('/v1/track', {
    ...{ method: 'POST', headers: { authorization: `Basic ${btoa(`${shop.secretKey}:`)}` } },
    body: JSON.stringify({ anonymousId: visitor, event, properties: {} }),
  })
  expect(answer.status).toBe(200)
}

test('a purchase at the till removes the banner from the open tab, and nobody else’s', async () => {
  const [mine, other] = [await openTab(), await openTab()]
  const heard: string[] = []
  mine.line.on('framereceived', ({ payload }) => heard.push(String(payload)))
  const before = other.asked()
  await till(mine.visitor, 'Order Completed')
  await mine.page.getByText('Free delivery').waitFor()
  expect(heard).toEqual(['{"type":"refresh"}'])
  expect(await other.page.getByText('Your cart is waiting.').isVisible()).toBe(true)
  expect(other.asked()).toBe(before)
})

test('what a journey queues appears in the page that is open', async () => {
  const { page, visitor } = await openTab()
  await till(visitor, 'Order Completed')
  await till(visitor, 'Table Ready')
  await page.getByText('Your table is ready.').waitFor()
})
