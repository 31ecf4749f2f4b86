import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { call } from './tools/call.ts'
import { everywhere, words } from './tools/decisions.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
const slot = '<p data-attune-slot="hero">Default</p>'
const asked = () => [...new Set(world.edge.requests.map(({ path }) => path))]
const traces = (page: Page) =>
  page.evaluate(async () => [Object.keys(localStorage), await indexedDB.databases()])

beforeEach(() => {
  for (const path of ['/', '/next']) world.serve(path, { body: slot, snippet: 'hero' })
  world.edge.decide = (question) =>
    everywhere(() => words('preview' in question ? 'Draft' : 'Published'))(question)
})

test('a preview shows the draft, on each page of its tab, and counts nothing', async () => {
  const { page } = await world.visit('/?attune_preview=signed')
  await page.locator('.attune').getByText('Draft').waitFor()
  await page.locator('attune-inspector').waitFor({ state: 'attached' })
  expect(page.url()).toBe(`${world.site.origin}/`)
  await page.goto(`${world.site.origin}/next`)
  await page.locator('.attune').getByText('Draft').waitFor()
  expect(await call(page, 'track', 'Order Completed')).toBe('dropped')
  expect(await call(page, 'identify', 'me', {}, 'token')).toBe('dropped')
  await call(page, 'consent', true)
  await pause(1_500)
  await page.goto('about:blank')
  expect(asked()).toEqual(['/v1/preview'])
  expect(world.edge.requests.map(({ body }) => (body as { preview?: string }).preview)).toEqual(
    world.edge.requests.map(() => 'signed')
  )
})

test('a preview keeps nothing on a device that has never been here', async () => {
  const { page } = await world.visit('/?attune_preview=signed')
  await page.locator('.attune').getByText('Draft').waitFor()
  await call(page, 'consent', { personalization: false })
  await call(page, 'reset')
  await pause(1_200)
  expect(await traces(page)).toEqual([[], []])
})

test('a preview asks as the device that it is, and leaves it as it was', async () => {
  const { page, context } = await world.visit('/')
  await until(() => world.edge.named('page').length === 1)
  await page.locator('.attune').getByText('Published').waitFor()
  await pause(1_500)
  const visitor = world.edge.applied[0]?.visitor
  // The head snippet has a request at hand now, and may not send it.
  await page.goto('about:blank')
  await pause(300)
  world.edge.requests.length = 0
  const preview = await context.newPage()
  await preview.goto(`${world.site.origin}/?attune_preview=signed`)
  await preview.locator('.attune').getByText('Draft').waitFor()
  await preview.locator('attune-inspector').waitFor({ state: 'attached' })
  await preview.goto(`${world.site.origin}/next`)
  await preview.locator('.attune').getByText('Draft').waitFor()
  expect(asked()).toEqual(['/v1/preview'])
  expect(world.edge.requests.every(({ body }) => body.visitor === visitor)).toBe(true)
  // Another tab is no preview.
  await page.goto(`${world.site.origin}/next`)
  await page.locator('.attune').getByText('Published').waitFor()
  await until(() => world.edge.named('page').length === 2)
  expect(world.edge.named('page').every((event) => event.visitor === visitor)).toBe(true)
})

test('a preview follows the page’s own router', async () => {
  const { page } = await world.visit('/?attune_preview=signed')
  await page.locator('.attune').getByText('Draft').waitFor()
  const before = world.edge.requests.length
  await page.evaluate(() => history.pushState({}, '', '/elsewhere'))
  await until(() => world.edge.requests.length > before)
  await page.locator('.attune').getByText('Draft').waitFor()
  expect(asked()).toEqual(['/v1/preview'])
})
