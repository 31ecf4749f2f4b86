import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPages, type Pages, saidIn } from './parts/pages.ts'
import { nextEvent, startSignals } from './parts/signals.ts'
import { expectNoViolation, policies } from './parts/strict.ts'
import { buildScripts } from './tools/scripts.ts'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('signals')
})
afterAll(() => pages.close())

test.each(policies)('S3: signals break no policy: %s', async (policy) => {
  await expectNoViolation(pages, policy, 'part.start(window.host)')
})

test.each(['signals.js', 'surfaces.js', 'inspector.js'])(
  'A10: %s has nothing that keeps a page out of the back/forward cache, writes markup, or runs text',
  async (name) => {
    const code = (await buildScripts()).get(name)
    expect(code).toBeTruthy()
    expect(code).not.toMatch(
      /unload|document\.write|\beval\(|new Function|innerHTML|insertAdjacentHTML|localStorage|XMLHttpRequest/
    )
  }
)

/** A11: what pages do to the browser they run in, before signals start. */
const hostile = [
  [
    'an array with more methods',
    'Array.prototype.each = function () {}; Object.prototype.extra = 1',
  ],
  [
    'frozen intrinsics',
    'for (const o of [Array, Object, Map, Set, Promise]) Object.freeze(o.prototype)',
  ],
  ['an old Array.prototype.flat', 'Array.prototype.flat = function () { throw Error("old") }'],
  ['no IntersectionObserver', 'delete window.IntersectionObserver'],
  ['no PerformanceObserver', 'delete window.PerformanceObserver'],
  ['no visibility history', 'performance.getEntriesByType = () => []'],
  ['a dataLayer that cannot be changed', 'dataLayer = Object.freeze([{ event: "login" }])'],
  [
    'a dataLayer that throws',
    'Object.defineProperty(window, "dataLayer", { get() { throw Error("no") } })',
  ],
  ['a consent platform that throws', '__tcfapi = () => { throw Error("no") }'],
  [
    'elements with the names of globals',
    'document.body.insertAdjacentHTML("beforeend", "<form id=location><input name=dataset></form>")',
  ],
] as const

test.each(hostile)('A11: with %s the page runs, and other signals are told', async (_, code) => {
  const failures: string[] = []
  const page = await pages.open({ html: '<form id="f"><input aria-label="Mail"></form>' })
  await page.evaluate(`${code}; 0`)
  page.on('pageerror', ({ message }) => failures.push(message))
  await page.evaluate("import('/part.js').then(({ start }) => start(window.host))")
  await page.locator('#f input').fill('x')
  await nextEvent(page, 'Form Started')
  await page.evaluate(() => window.core.hide())
  await nextEvent(page, 'Page Engaged')
  expect(failures).toEqual([])
})

test('what the host cannot keep is nobody’s uncaught error', async () => {
  const failures: string[] = []
  const page = await pages.open({ html: '<form id="f"><input aria-label="Mail"></form>' })
  page.on('pageerror', ({ message }) => failures.push(message))
  await page.evaluate(() => {
    window.host.track = () => {
      throw new Error('full')
    }
  })
  await startSignals(page)
  await page.locator('input').fill('x')
  await page.waitForTimeout(100)
  expect(failures).toEqual([])
  expect((await saidIn(page)).errors).toEqual(['Error: full'])
})
