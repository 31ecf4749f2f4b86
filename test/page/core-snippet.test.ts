import { expect, test } from 'vitest'
import { everywhere, words } from './tools/decisions.ts'
import { buildScripts } from './tools/scripts.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
const slot = '<p data-attune-slot="hero">Default</p>'
/** The page's own clock goes slowly: on a busy machine the answer is not late. */
const patient = {
  init: () => {
    const now = performance.now.bind(performance)
    performance.now = () => now() / 50
  },
}
const opacity = (page: import('playwright-core').Page) =>
  page.locator('[data-attune-slot]').evaluate((element) => getComputedStyle(element).opacity)

test('the snippet is at most 600 bytes', async () => {
  const scripts = await buildScripts()
  expect(scripts.get('snippet.js')?.length).toBeLessThanOrEqual(600)
})

test('a known device is decided for while the script is still on its way, in one request', async () => {
  world.serve('/', { body: slot, snippet: 'hero' })
  world.edge.decide = everywhere(() => words('Decided'))
  const { page } = await world.visit()
  await until(() => world.edge.applied.length > 0)
  await pause(600)
  world.edge.requests.length = world.edge.applied.length = 0
  let askedAt = 0
  let scriptAt = 0
  world.edge.interrupt = async (path) => {
    if (path === '/attune.js') await pause(150)
    if (path === '/attune.js') scriptAt = performance.now()
    if (path === '/v1/events') askedAt ||= performance.now()
    return false
  }
  // Without the cache, the script takes its time.
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  await page.reload()
  await page.getByText('Decided').waitFor()
  expect(askedAt).toBeLessThan(scriptAt)
  await pause(300)
  const [request, ...others] = world.edge.requests.filter(({ body }) => body.slots?.length)
  expect(others).toEqual([])
  expect(request?.body).toMatchObject({
    slots: ['hero'],
    context: { page: { path: '/', url: `${world.site.origin}/` }, device: 'desktop' },
  })
  expect(world.edge.named('page')).toHaveLength(1)
  expect(world.edge.malformed).toEqual([])
})

test('an early request that fails is made again by the script, and the view counts once', async () => {
  world.serve('/', { body: slot, snippet: 'hero' })
  const { page } = await world.visit()
  await until(() => world.edge.applied.length > 0)
  await pause(600)
  world.edge.forget()
  let isFirst = true
  world.edge.interrupt = (path, response) => {
    const isCut = path === '/v1/events' && isFirst
    if (path === '/v1/events') isFirst = false
    if (isCut) response.destroy()
    return isCut
  }
  await page.reload()
  await until(() => world.edge.named('page').length === 1)
  await pause(700)
  expect(world.edge.named('page')).toHaveLength(1)
})

test('before consent the snippet asks nothing', async () => {
  world.serve('/', { body: slot, snippet: 'hero', tag: 'data-consent="required"' })
  const { page, errors } = await world.visit()
  await pause(500)
  expect(world.edge.requests.every(({ path }) => path === '/v1/decisions')).toBe(true)
  expect(await page.getByText('Default').isVisible()).toBe(true)
  expect(errors).toEqual([])
})

test('A2: a hidden slot is shown again as soon as it is decided', async () => {
  world.serve('/', { body: slot, snippet: 'hero' })
  world.edge.decide = everywhere(() => words('Decided'))
  const { page } = await world.visit('/', patient)
  await page.getByText('Decided').waitFor()
  await until(async () => (await opacity(page)) === '1', { timeoutMs: 300 })
})

test.each([
  ['never comes', 'hang'],
  ['is not there', 'missing'],
  ['throws', 'throw'],
  ['never gets an answer', 'silent edge'],
])('A2: a hidden slot is shown after 400 ms at the latest when the script %s', async (_, fault) => {
  world.serve('/', { body: slot, snippet: 'hero' })
  world.edge.interrupt = (path, response) => {
    if (fault === 'silent edge') return path.startsWith('/v1/')
    if (path !== '/attune.js') return false
    if (fault === 'missing') response.writeHead(404).end()
    if (fault === 'throw') response.end('throw new Error("broken")')
    return true
  }
  const { page } = await world.visit('/', { waitUntil: 'commit' })
  await page.locator('[data-attune-slot]').waitFor({ state: 'attached' })
  await pause(450)
  expect(await opacity(page)).toBe('1')
})

test('A2: the page’s own endless work does not keep a slot hidden: the compositor shows it', async () => {
  world.serve('/', {
    snippet: 'hero',
    head: '<style>body{margin:0;background:#fff}[data-attune-slot]{background:#000;height:400px;margin:0}</style>',
    body: `${slot}<script>
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
        const end = performance.now() + 2000
        while (performance.now() < end);
      })))</script>`,
  })
  const { page, context } = await world.visit('/none', { waitUntil: 'commit' }).catch(async () => {
    const context = await world.browser.newContext()
    return { page: await context.newPage(), context }
  })
  const cdp = await context.newCDPSession(page)
  const frames: { at: number; bytes: number }[] = []
  cdp.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push({ at: performance.now(), bytes: data.length })
    void cdp.send('Page.screencastFrameAck', { sessionId })
  })
  await cdp.send('Page.startScreencast', { format: 'png' })
  const since = performance.now()
  await page.goto(`${world.site.origin}/`, { waitUntil: 'commit' })
  await pause(1_600)
  // A black box on white is a larger picture than white alone.
  const blank = Math.min(...frames.map(({ bytes }) => bytes))
  const shownAt = frames.find(({ bytes, at }) => bytes > blank && at > since)?.at
  expect(shownAt, JSON.stringify(frames)).toBeDefined()
  expect((shownAt ?? 0) - since).toBeLessThan(1_400)
})
