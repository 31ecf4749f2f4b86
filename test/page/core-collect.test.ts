import { expect, test } from 'vitest'
import { call } from './tools/call.ts'
import { everywhere, words } from './tools/decisions.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
const pages = () => world.edge.named('page').map(({ properties }) => properties?.path)

test('a first visit is told and decided in one request beside the script', async () => {
  world.serve('/', { body: '<p data-attune-slot="hero">Default</p>' })
  world.edge.decide = everywhere(() => words('Decided'))
  const { page } = await world.visit()
  await page.getByText('Decided').waitFor()
  // That it was shown is told afterwards, and asks for nothing.
  const [first, ...later] = world.edge.requests
  expect(later.flatMap(({ body }) => body.slots ?? [])).toEqual([])
  expect(first?.body).toMatchObject({
    key: 'pk_test',
    visitor: expect.stringMatching(/^[0-9a-f]{32}$/),
    slots: ['hero'],
    context: { page: { path: '/', url: `${world.site.origin}/`, title: '/' }, device: 'desktop' },
  })
  expect(pages()).toEqual(['/'])
  expect(world.edge.malformed).toEqual([])
})

test('overlays named by the tag are asked for in the same request', async () => {
  world.serve('/', { body: '<p data-attune-slot="hero">Default</p>', tag: 'data-slots="overlay"' })
  await world.visit()
  await until(() => pages().length === 1)
  await pause(300)
  expect(world.edge.requests.map(({ body }) => body.slots)).toEqual([['overlay', 'hero']])
})

test('the page view carries campaign, referrer and the owner’s words about the page', async () => {
  world.serve('/from', { body: '<a href="/landing?utm_source=news&utm_campaign=spring">go</a>' })
  const landing = '/landing?utm_source=news&utm_campaign=spring'
  world.serve('/landing', { body: '<script>document.body.dataset.attunePageKind="home"</script>' })
  const { page } = await world.visit('/from')
  await page.getByText('go').click()
  await until(() => pages().includes('/landing'))
  const body = world.edge.requests.at(-1)?.body
  expect(body?.context).toMatchObject({
    page: {
      url: world.site.origin + landing,
      referrer: `${world.site.origin}/from`,
      properties: { kind: 'home' },
    },
  })
})

test('a page view is counted for each address that the page’s own router goes to', async () => {
  const { page } = await world.visit()
  await until(() => pages().length === 1)
  for (const path of ['/a', '/b?x=1']) {
    await page.evaluate((to) => history.pushState({}, '', to), path)
    await pause(120)
  }
  await page.evaluate(() => {
    history.replaceState({}, '', '/b?x=2')
    location.hash = 'reviews'
  })
  await pause(120)
  await page.evaluate(() => history.go(-2))
  await until(() => pages().length === 4)
  await pause(300)
  expect(pages()).toEqual(['/', '/a', '/b', '/a'])
  expect(world.edge.named('page').map(({ properties }) => properties?.referrer)).toEqual([
    '',
    `${world.site.origin}/`,
    `${world.site.origin}/a`,
    `${world.site.origin}/b?x=2`,
  ])
})

test('a browser without the Navigation API counts the same by the history', async () => {
  const { page } = await world.visit('/', {
    init: () => Object.defineProperty(window, 'navigation', { value: undefined }),
  })
  await until(() => pages().length === 1)
  await pause(300)
  await page.evaluate(() => history.pushState({}, '', '/a'))
  await until(() => pages().length === 2)
  await page.evaluate(() => history.back())
  await until(() => pages().length === 3)
  expect(pages()).toEqual(['/', '/a', '/'])
})

test('A9: a page that returns from the back/forward cache is one view more, and was never torn down', async () => {
  world.serve('/a')
  world.serve('/b')
  const { page } = await world.visit('/a')
  await until(() => pages().length === 1)
  await pause(500)
  await page.evaluate(() => Object.assign(window, { kept: true }))
  await call(page, 'track', 'Something')
  await page.goto(`${world.site.origin}/b`)
  await until(() => pages().length === 2)
  await page.goBack({ waitUntil: 'commit' })
  await until(() => pages().length === 3)
  expect(await page.evaluate(() => 'kept' in window)).toBe(true)
  await pause(500)
  expect(pages()).toEqual(['/a', '/b', '/a'])
  expect(world.edge.named('Something')).toHaveLength(1)
})

test('a page opened in the background counts when it is first looked at', async () => {
  world.serve('/', { body: '<div data-attune-product="boot"></div>' })
  const { page } = await world.visit('/', {
    init: () => {
      const page = { isHidden: true }
      Object.assign(window, { page })
      Object.defineProperty(document, 'hidden', { get: () => page.isHidden })
    },
  })
  await pause(500)
  expect(world.edge.applied).toEqual([])
  await page.evaluate(() => {
    Object.assign((window as unknown as { page: object }).page, { isHidden: false })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await until(() => world.edge.applied.length >= 2)
  expect(pages()).toEqual(['/'])
  expect(world.edge.named('Product Viewed')).toHaveLength(1)
})

test('a prerendered page is decided at once, and counts when it is shown', async () => {
  world.serve('/', { body: '<p data-attune-slot="hero">Default</p>' })
  world.edge.decide = everywhere(() => words('Decided'))
  // Browsers do not prerender while they are debugged; to a script it looks like this.
  const { page } = await world.visit('/', {
    init: () => {
      const page = { isHidden: true }
      Object.assign(window, { page })
      Object.defineProperty(document, 'hidden', { get: () => page.isHidden })
      Object.defineProperty(document, 'prerendering', { get: () => page.isHidden })
    },
  })
  await page.getByText('Decided').waitFor()
  await pause(300)
  expect(world.edge.requests.map(({ path }) => path)).toEqual(['/v1/decisions'])
  await page.evaluate(() => {
    Object.assign((window as unknown as { page: object }).page, { isHidden: false })
    document.dispatchEvent(new Event('prerenderingchange'))
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await until(() => world.edge.named('Decision Rendered').length === 1)
  expect(pages()).toEqual(['/'])
})

test('a click on a marked element is tracked with its words and those of its product', async () => {
  world.serve('/', {
    body: `<div data-attune-item="boot-1" data-attune-category="boots" data-attune-price="80">
      <button data-attune-event="Product Added" data-attune-quantity="2"><i>Add</i></button></div>
      <script>document.addEventListener('click', (event) => event.stopPropagation(), true)</script>`,
  })
  const { page } = await world.visit()
  await until(() => pages().length === 1)
  await page.getByText('Add').click()
  await until(() => world.edge.named('Product Added').length === 1)
  expect(world.edge.named('Product Added')[0]?.properties).toEqual({
    ...{ product_id: 'boot-1', category: 'boots', price: 80, quantity: 2 },
  })
})

test('the product of a page is viewed once, with the page view and in the same request', async () => {
  world.serve('/', {
    body: '<main data-attune-product="boot-1" data-attune-name="Boot" data-attune-image-url="/b.png"></main>',
  })
  const { page } = await world.visit()
  await until(() => world.edge.applied.length === 2)
  expect(world.edge.requests).toHaveLength(1)
  expect(world.edge.named('Product Viewed')[0]?.properties).toEqual({
    ...{ product_id: 'boot-1', name: 'Boot', image_url: '/b.png' },
  })
  await page.evaluate(() => document.body.append(document.createElement('p')))
  await pause(1_300)
  expect(world.edge.named('Product Viewed')).toHaveLength(1)
})

test('calls made before the script has come are made when it comes', async () => {
  world.serve('/', {
    head: `<script>window.attune = function () { (attune.q = attune.q || []).push(arguments) }
      attune('track', 'Early', { n: 1 })
      attune('identify', 'u1', { plan: 'gold' })</script>`,
  })
  await world.visit()
  await until(() => world.edge.applied.length === 3)
  expect(world.edge.named('Early')[0]?.properties).toEqual({ n: 1 })
  expect(world.edge.named('identify')[0]).toMatchObject({ userId: 'u1', traits: { plan: 'gold' } })
})

test('the calls of the API travel as the Segment calls of the same name', async () => {
  const { page } = await world.visit()
  await until(() => pages().length === 1)
  expect(await call(page, 'track', 'Signed Up', { plan: 'gold' })).toBe('stored')
  await call(page, 'group', 'g1', { size: 3 })
  await call(page, 'alias', 'u2', 'u1')
  await call(page, 'page', 'Pricing', { tier: 2 })
  await until(() => world.edge.applied.length === 5)
  const [, ...said] = world.edge.applied
  expect(said).toMatchObject([
    { type: 'track', event: 'Signed Up', properties: { plan: 'gold' } },
    { type: 'group', groupId: 'g1', traits: { size: 3 } },
    { type: 'alias', userId: 'u2', previousId: 'u1' },
    { type: 'page', name: 'Pricing', properties: { tier: 2 } },
  ])
  expect(said.map(({ seq }) => seq)).toEqual([2, 3, 4, 5])
})
