import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleHost, openConsole, settled } from './parts/console.ts'
import { xssVectors } from './parts/xss-vectors.ts'

const mallory = 'console-visitor-mallory'
let host: ConsoleHost

beforeAll(async () => {
  host = await openConsole()
  for (let i = 0; i < xssVectors.length; i += 20) {
    const some = xssVectors.slice(i, i + 20)
    await host.visit(
      mallory,
      some.map((vector) => ({
        event: vector.slice(0, 200),
        properties: {
          [vector.slice(0, 60)]: vector,
          category: vector,
          name: vector,
          product_id: vector,
        },
      }))
    )
  }
  const { config } = await (await host.admin('config')).json()
  const text = xssVectors.join(' ')
  config.actions['hero-lighting'].description = text.slice(0, 1_000)
  config.actions['hero-lighting'].variants.evening.content.blocks = xssVectors
    .slice(0, 40)
    .flatMap((vector) => [{ type: 'text', text: vector }])
  config.segments.regular.description = text.slice(0, 1_000)
  config.slots['home-hero'].description = text.slice(0, 1_000)
  config.content = { promise: { blocks: [{ type: 'text', text: text.slice(0, 2_000) }] } }
  config.experiments['lighting-words'].description = text.slice(0, 1_000)
  config.journeys['abandoned-cart'].steps[1].description = text.slice(0, 1_000)
  config.traits.favouriteCategory.description = text.slice(0, 1_000)
  const saved = await host.admin('draft', {
    method: 'PUT',
    body: JSON.stringify({ config, base: 1 }),
  })
  if (!saved.ok) throw new Error(await saved.text())
}, 120_000)
afterAll(() => host?.close())

describe('what visitors and authors write', () => {
  it('never runs in the console, even with its policy out of force', async () => {
    // Without the policy, so that it is the drawing which is tested and not the net below it.
    const context = await host.browser.newContext({ bypassCSP: true })
    const page = await context.newPage()
    await page.addInitScript(() => Object.assign(window, { ran: 0 }))
    await page.goto(`${host.url}/console/`)
    await settled(page)
    const places = [
      ...['now', `people/anonymous_id:${mallory}`, 'people', 'actions', 'actions/hero-lighting'],
      ...['slots', 'slots/home-hero', 'traits', 'traits/favouriteCategory'],
      ...['segments', 'segments/regular', 'journeys', 'journeys/abandoned-cart'],
      ...[
        'suppressions',
        'experiments',
        'publishing',
        'install',
        'settings',
        'sources',
        'channels',
        'channels/email',
        'content',
        'content/promise',
        'offers',
        'start',
        'experiments/lighting-words',
      ],
      ...xssVectors.slice(0, 12).map((vector) => `people/${encodeURIComponent(vector)}`),
    ]
    for (const place of places) {
      await goTo(page, place)
      await openEverything(page)
      expect({ place, ran: await ranIn(page) }).toEqual({ place, ran: 0 })
    }
    // The same vectors do run where somebody is careless: the test can see it.
    await page.evaluate((vectors) => {
      for (const vector of vectors) document.body.insertAdjacentHTML('beforeend', vector)
    }, xssVectors)
    await expect.poll(() => ranIn(page)).toBeGreaterThan(5)
  })

  it('is shown for what it is', async () => {
    const page = await host.open(`people/anonymous_id:${mallory}`)
    await page.getByText('<img src=x onerror=ran++>', { exact: true }).first().waitFor()
  })
})

describe('the console’s files', () => {
  it.each(['', 'index.html', 'main.js', 'style.css'])(
    'console/%s carry the strict policy',
    async (file) => {
      const { headers } = await fetch(`${host.url}/console/${file}`)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy.split('; ')).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
        ])
      )
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    }
  )

  it('are not shown in a frame', async () => {
    const page = await (await host.browser.newContext()).newPage()
    await page.goto(`${host.url}/health`)
    await page.setContent(`<iframe src="${host.url}/console/"></iframe>`)
    await page.waitForTimeout(500)
    const framed = page.frames().find((frame) => frame.url().includes('/console/'))
    expect(
      await framed
        ?.locator('nav')
        .count()
        .catch(() => 0)
    ).toBeFalsy()
  })
})

describe('a change that another page asks for', () => {
  const json = { 'content-type': 'application/json' }
  const own = { 'sec-fetch-site': 'same-origin' }
  const forged: [string, string, string, Record<string, string>][] = [
    ['nothing said', 'PUT', 'config', json],
    ['cross-site', 'PUT', 'config', { ...json, 'sec-fetch-site': 'cross-site' }],
    ['same site, other port', 'PUT', 'config', { ...json, 'sec-fetch-site': 'same-site' }],
    ['typed address', 'PUT', 'config', { ...json, 'sec-fetch-site': 'none' }],
    ['a form', 'POST', 'rollback', { ...own, 'content-type': 'application/x-www-form-urlencoded' }],
    [
      'a multipart form',
      'POST',
      'rollback',
      { ...own, 'content-type': 'multipart/form-data; boundary=x' },
    ],
    ['JSON as text', 'POST', 'rollback', { ...own, 'content-type': 'text/plain' }],
    ['no type', 'DELETE', 'draft', own],
    ['a foreign origin', 'PUT', 'config', { ...json, ...own, origin: 'https://evil.example' }],
    ['a null origin', 'PUT', 'config', { ...json, ...own, origin: 'null' }],
    ['another port', 'PUT', 'config', { ...json, ...own, origin: 'http://127.0.0.1:1' }],
    ['no origin', 'PUT', 'config', { ...json, ...own }],
    ['a wrong token', 'PUT', 'config', { ...json, authorization: 'Bearer guess' }],
    [
      'a subdomain',
      'PUT',
      'config',
      { ...json, 'sec-fetch-site': 'same-site', origin: 'http://a.localhost' },
    ],
    [
      'an erasure',
      'DELETE',
      `profiles/anonymous_id:${mallory}`,
      { 'sec-fetch-site': 'cross-site' },
    ],
    ['a key', 'POST', 'keys', { ...json, 'sec-fetch-site': 'cross-site' }],
  ]

  it.each(forged)('is refused: %s', async (_, method, path, headers) => {
    const before = await (await host.admin('config')).text()
    const answer = await fetch(`${host.url}/v1/admin/sites/demo/${path}`, {
      method,
      headers,
      body: method === 'DELETE' ? null : '{"version":1}',
    })
    expect([401, 403, 415, 429]).toContain(answer.status)
    expect(await (await host.admin('config')).text()).toBe(before)
  })
})

const ranIn = (page: Page) => page.evaluate('ran') as Promise<number>

async function openEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  await page.waitForTimeout(300)
  await page.evaluate(() => {
    for (const field of document.querySelectorAll('input'))
      field.dispatchEvent(new Event('mouseover'))
  })
}

async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#/${to}`
  }, place)
  await settled(page)
}
