import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Edge, startEdge, type TestSite } from '../edge/http/server.ts'
import { openBrowser } from './tools/browser.ts'

let edge: Edge
let site: TestSite
let browser: Browser
let pages: Server

/** What a shop's own bundle holds: an unchanged library, and three lines of its own. */
const scripts: Record<string, string> = {}

beforeAll(async () => {
  edge = await startEdge()
  site = await edge.site({ identity: { mode: 'off' } })
  const { host } = new URL(edge.url)
  const settings = {
    integrations: {
      'Segment.io': { apiKey: site.publicKey, apiHost: `${host}/v1`, protocol: 'http' },
    },
    plan: { track: {}, identify: {}, group: {} },
  }
  scripts.segment = await bundle(`
    import { AnalyticsBrowser } from '@segment/analytics-next'
    const analytics = AnalyticsBrowser.load({
      writeKey: ${JSON.stringify(site.publicKey)},
      cdnSettings: ${JSON.stringify(settings)},
    })
    window.told = (async () => {
      await analytics.identify('next-1', { plan: 'gold' })
      await analytics.page('Home')
      await analytics.track('Product Viewed', { product_id: 'p1' })
    })()`)
  scripts.rudder = await bundle(`
    import { RudderAnalytics } from '@rudderstack/analytics-js/bundled'
    const analytics = new RudderAnalytics()
    analytics.load(${JSON.stringify(site.publicKey)}, ${JSON.stringify(edge.url)}, {
      configUrl: ${JSON.stringify(edge.url)},
    })
    window.told = new Promise((done) => {
      analytics.identify('rudder-1', { plan: 'gold' })
      analytics.page('Home')
      analytics.track('Product Viewed', { product_id: 'p1' }, done)
    })`)
  pages = createServer(({ url = '/' }, response) => {
    const name = url.slice(1)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      `<!doctype html><title>Home</title><script type="module">${scripts[name] ?? ''}</script>`
    )
  })
  await new Promise<void>((listening) => pages.listen(0, '127.0.0.1', listening))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  pages.close()
  await edge.close()
})

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    ...{ bundle: true, format: 'esm', platform: 'browser', write: false, logLevel: 'silent' },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles?.[0]?.text.replaceAll('</script', '<\\\\/script') ?? ''
}

async function profileOf(user: string) {
  const headers = { authorization: `Bearer ${site.secretKey}` }
  return (await edge.fetch(`/v1/profiles/user_id:${user}`, { headers })).json()
}

test.each([
  ['@segment/analytics-next', 'segment', 'next-1'],
  ['@rudderstack/analytics-js', 'rudder', 'rudder-1'],
])('%s, unchanged in a real browser, is heard end to end', async (_, script, user) => {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  const { port } = pages.address() as AddressInfo
  await page.goto(`http://localhost:${port}/${script}`)
  await page.waitForFunction(() => 'told' in window)
  await page.evaluate(() => (window as unknown as { told: Promise<void> }).told)
  await expect
    .poll(() => profileOf(user), { timeout: 15_000 })
    .toMatchObject({
      ids: { user_id: [user] },
      traits: { plan: { value: 'gold' } },
      events: { 'Product Viewed': { count: 1 }, page: { count: 1 } },
      items: { p1: {} },
    })
  expect(errors).toEqual([])
  await page.close()
})
