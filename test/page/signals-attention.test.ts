import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPages, type Pages } from './parts/pages.ts'
import { eventsNamed, nextEvent, startSignals } from './parts/signals.ts'

const tall = '<div style="height:4000px">A long page</div>'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('signals')
})
afterAll(() => pages.close())

async function open(html: string): Promise<Page> {
  const page = await pages.open({ html, path: '/boots' })
  await startSignals(page)
  return page
}

const wait = (page: Page, ms: number) => page.waitForTimeout(ms)

test('attention tells visible seconds since navigation, though it started later', async () => {
  const page = await pages.open({ html: tall, path: '/boots' })
  await wait(page, 1500)
  await startSignals(page)
  await page.evaluate(() => window.core.hide())
  const { properties } = await nextEvent(page, 'Page Engaged')
  expect(properties).toMatchObject({ path: '/boots', returns: 0 })
  expect(properties.visible_seconds).toBeGreaterThan(1.4)
})

test('attention adds up over a page that is left and restored from the back/forward cache', async () => {
  const page = await open(tall)
  pages.site.serve('/other', { body: 'Another page' })
  await wait(page, 500)
  await page.goto(`${pages.site.origin}/other`)
  await wait(page, 1000)
  await page.goBack({ waitUntil: 'commit' })
  await wait(page, 500)
  await page.evaluate(() => window.core.hide())
  const told = await eventsNamed(page, 'Page Engaged')
  const seconds = told.map(({ properties }) => Number(properties.visible_seconds))
  expect(seconds).toHaveLength(2)
  expect(Math.min(...seconds)).toBeGreaterThan(0.4)
  // The second away does not count.
  expect(seconds[1]).toBeLessThan(1)
  expect(told[1]?.properties.returns).toBe(1)
})

test('attention tells how far down the visitor came to rest', async () => {
  const page = await open(tall)
  await page.evaluate(() => scrollTo(0, 1600))
  await wait(page, 400)
  await page.evaluate(() => scrollTo(0, 0))
  await wait(page, 400)
  await page.evaluate(() => window.core.hide())
  const { properties } = await nextEvent(page, 'Page Engaged')
  const expected = ((1600 + 720) / 4000) * 100
  expect(Number(properties.scroll_depth)).toBeGreaterThan(expected - 3)
  expect(Number(properties.scroll_depth)).toBeLessThan(expected + 3)
})

test('attention measures an application that scrolls its main element', async () => {
  const page = await open(
    `<style>body{margin:0}main{height:100vh;overflow:auto}</style><main>${tall}</main>`
  )
  await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 4000))
  await wait(page, 400)
  await page.evaluate(() => window.core.hide())
  expect((await nextEvent(page, 'Page Engaged')).properties.scroll_depth).toBe(100)
})

test('attention tells of the page that was left when the router shows another', async () => {
  const page = await open(tall)
  await wait(page, 300)
  await page.evaluate(() => {
    history.pushState(null, '', '/hats')
    window.core.show()
  })
  expect((await nextEvent(page, 'Page Engaged')).properties.path).toBe('/boots')
  await wait(page, 300)
  await page.evaluate(() => window.core.hide())
  const told = await eventsNamed(page, 'Page Engaged')
  expect(told.map(({ properties }) => properties.path)).toEqual(['/boots', '/hats'])
})

test('an element is viewed when half of it was in sight for a second, once per showing', async () => {
  const page = await open(
    `<p data-attune-view="intro">Hello</p>${tall}<p data-attune-view="sizes">Sizes</p>`
  )
  await wait(page, 1500)
  expect((await eventsNamed(page, 'Element Viewed')).map((e) => e.properties.name)).toEqual([
    'intro',
  ])
  await page.evaluate(() => scrollTo(0, 5000))
  await wait(page, 400)
  await page.evaluate(() => scrollTo(0, 0))
  await wait(page, 1200)
  expect(await eventsNamed(page, 'Element Viewed')).toHaveLength(1)
  await page.evaluate(() => scrollTo(0, 5000))
  await wait(page, 1400)
  await page.evaluate(() => window.core.show())
  await wait(page, 1400)
  const names = (await eventsNamed(page, 'Element Viewed')).map((e) => e.properties.name)
  expect(names).toEqual(['intro', 'sizes', 'sizes'])
})

test('an element longer than two screens is viewed when it fills half of the screen', async () => {
  const page = await open(`<div data-attune-view="story">${tall}</div>`)
  expect((await nextEvent(page, 'Element Viewed')).properties.name).toBe('story')
})

test('an element that comes late is viewed like others', async () => {
  const page = await open('<main></main>')
  await page.evaluate(() => {
    const late = document.createElement('p')
    late.textContent = 'Late'
    late.setAttribute('data-attune-view', 'late')
    document.querySelector('main')?.append(late)
  })
  expect((await nextEvent(page, 'Element Viewed')).properties.name).toBe('late')
})
