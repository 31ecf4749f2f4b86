import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PreviewLink } from '../../shared/api/preview-api.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { type ConsoleHost, openConsole } from '../page/parts/console.ts'

/** The owner's own site: two pages with the tag and a slot. */
let shop: Server
let origin: string
let host: ConsoleHost

beforeAll(async () => {
  host = await openConsole()
  shop = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
      <script async src="${host.url}/attune.js" data-key="pk_demo"></script>
      <h1>Shop</h1><div data-attune-slot="home-hero">Default</div><a href="/second">On</a></html>`)
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
  const { config, version } = await (await host.admin('config')).json()
  const text = 'For {{ traits.mood | default: "whoever looks" }}, from the draft'
  const drafted: JsonObject = {
    ...{ slots: ['home-hero'], tier: 99 },
    variants: { main: { content: { type: 'text', text } } },
  }
  config.actions.drafted = drafted
  // On every page, not only on the first.
  delete config.slots['home-hero'].page
  const saved = await host.admin('draft', {
    method: 'PUT',
    body: JSON.stringify({ config, base: version }),
  })
  if (!saved.ok) throw new Error(await saved.text())
}, 120_000)
afterAll(async () => {
  await host?.close()
  shop?.close()
})

const link = async (scene: object = {}): Promise<PreviewLink> => {
  const body = JSON.stringify({ url: `${origin}/first`, ...scene })
  return (await host.admin('preview-links', { method: 'POST', body })).json()
}
/** Opens a page, and writes down what it says to the edge. */
async function open(context: BrowserContext, address: string) {
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() === 'POST') asked.push(pathname)
  })
  await page.goto(address)
  return { page, asked }
}
const slot = (page: Page) => page.locator('[data-attune-slot=home-hero]')
const counted = async () => {
  const { minutes } = await (await host.admin('now')).json()
  const all = minutes.flatMap(({ counters }: { counters: Record<string, number> }) =>
    Object.values(counters)
  )
  return all.reduce((sum: number, count: number) => sum + count, 0)
}

describe('an owner with a preview link', () => {
  it('sees the draft in the real page, on each page of the tab, and why; nothing is counted', async () => {
    const before = await counted()
    const context = await host.browser.newContext()
    const { url } = await link({ as: { traits: { mood: 'the curious' } } })
    const { page, asked } = await open(context, url)
    await slot(page).getByText('For the curious, from the draft').waitFor()
    const inspector = page.getByRole('complementary', { name: 'Attune preview' })
    await inspector.getByText('drafted').first().waitFor()
    expect(page.url()).toBe(`${origin}/first`)

    await page.getByRole('link', { name: 'On' }).click()
    await page.waitForURL('**/second')
    await slot(page).getByText('For the curious, from the draft').waitFor()
    await page.reload()
    await slot(page).getByText('For the curious, from the draft').waitFor()
    expect(new Set(asked)).toEqual(new Set(['/v1/preview']))

    await context.close()
    expect(await counted()).toBe(before)
  })

  it('shows nobody else anything: a tab without it gets what is in force', async () => {
    const context = await host.browser.newContext()
    const { page: previewing } = await open(context, (await link()).url)
    await slot(previewing).getByText('For whoever looks, from the draft').waitFor()
    const { page, asked } = await open(context, `${origin}/first`)
    await expect.poll(() => asked.length).toBeGreaterThan(0)
    expect(asked).not.toContain('/v1/preview')
    expect(await slot(page).innerText()).not.toContain('from the draft')
    await context.close()
  })

  it('is left with the default when the link is no good', async () => {
    const context = await host.browser.newContext()
    const { page, asked } = await open(context, `${origin}/first?attune_preview=nonsense`)
    await expect.poll(() => asked).toContain('/v1/preview')
    expect(await slot(page).innerText()).toBe('Default')
    await context.close()
  })
})
