import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { call } from './tools/call.ts'
import { everywhere, words } from './tools/decisions.ts'
import { storedRows } from './tools/rows.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
const events = () => world.edge.requests.filter(({ path }) => path === '/v1/events')
const names = () => world.edge.applied.map(({ event, type }) => event ?? type)

/** Everything that is stored for this page, wherever. */
const traces = (page: Page) =>
  page.evaluate(async () => [
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...Object.entries(localStorage).flat(),
    ...Object.keys(sessionStorage),
    document.cookie,
  ])

test('V1: before consent nothing is stored, and no request names anybody', async () => {
  world.serve('/', {
    tag: 'data-consent="required"',
    body: '<p data-attune-slot="hero">Default</p>',
  })
  world.edge.decide = everywhere(() => words('For anybody'))
  const { page } = await world.visit()
  await page.getByText('For anybody').waitFor()
  expect(await call(page, 'track', 'Waits')).toBe('pending')
  await pause(1_500)
  expect(world.edge.requests.map(({ path, body }) => [path, body.visitor])).toEqual([
    ['/v1/decisions', undefined],
  ])
  expect(await traces(page)).toEqual([''])
})

test('V2: a yes sends what waited, with its true age', async () => {
  world.serve('/', { tag: 'data-consent="required"' })
  const { page } = await world.visit()
  await call(page, 'track', 'Waits')
  await pause(1_000)
  await call(page, 'consent', { personalization: true, marketing: false })
  await until(() => names().includes('Waits'))
  expect(names().slice(0, 2)).toEqual(['page', 'Waits'])
  const [waited] = world.edge.named('Waits')
  expect(waited?.age).toBeGreaterThanOrEqual(1_000)
  expect(waited?.age).toBeLessThan(5_000)
  expect(events()[0]?.body.context?.consent).toEqual({ personalization: true, marketing: false })
  // The next page knows.
  world.edge.forget()
  await page.reload()
  await until(() => names().includes('page'))
  expect(events()[0]?.body.context?.consent).toEqual({ personalization: true, marketing: false })
})

test('V2: a no throws what waited away', async () => {
  world.serve('/', { tag: 'data-consent="required"' })
  const { page } = await world.visit()
  await call(page, 'track', 'Waits')
  await call(page, 'consent', false)
  expect(await call(page, 'track', 'Refused')).toBe('dropped')
  await pause(1_500)
  expect(events()).toEqual([])
  expect(await traces(page)).toEqual([''])
})

test('V2: at most 100 events wait', async () => {
  world.serve('/', { tag: 'data-consent="required"' })
  const { page } = await world.visit()
  const kept = await page.evaluate(async () => {
    const { attune } = window as unknown as { attune(...args: unknown[]): Promise<string> }
    return Promise.all(Array.from({ length: 120 }, (_, n) => attune('track', 'Waits', { n })))
  })
  // The page view waits as well.
  expect(kept.filter((each) => each === 'pending')).toHaveLength(99)
  await call(page, 'consent', true)
  await until(() => world.edge.applied.length === 100)
})

test.each([
  ['where it was asked for', 'required'],
  ['where it was not', 'opt-out'],
])('V3: withdrawn consent stops everything and wipes the device, %s', async (_, mode) => {
  world.serve('/', { tag: `data-consent="${mode}"` })
  const { page, context } = await world.visit()
  await call(page, 'consent', true)
  await until(() => names().includes('page'))
  const other = await context.newPage()
  await other.goto(`${world.site.origin}/`)
  await until(() => world.edge.named('page').length === 2)
  await pause(800)
  // In the middle of a flush.
  world.edge.interrupt = async (path) => {
    if (path === '/v1/events') await pause(300)
    return false
  }
  await call(page, 'track', 'Last')
  void page.evaluate(() => (window as never as { attune(m: string): unknown }).attune('flush'))
  await call(page, 'consent', false)
  const since = performance.now()
  await pause(1_000)
  const visitor = world.edge.applied[0]?.visitor
  await call(page, 'track', 'Never')
  await call(other, 'track', 'Never')
  await pause(1_500)
  const later = world.edge.requests.filter(({ at, body }) => at > since + 1_000 && body.visitor)
  expect(later).toEqual([])
  expect(names()).not.toContain('Never')
  // The profile was told, once, in the visitor's last words.
  const update = events()
    .filter(({ body }) => JSON.stringify(body).includes('Consent Updated'))
    .at(-1)
  expect(update?.body.context?.consent).toEqual({ personalization: false })
  expect(await storedRows(page)).toEqual([])
  expect((await traces(page)).join(' ')).not.toContain(visitor)
  // And nothing begins again by itself.
  world.edge.forget()
  await page.reload()
  await pause(800)
  expect(events()).toEqual([])
})

test('V4: Global Privacy Control is read and told, and only exactly true counts', async () => {
  for (const [flag, told] of [
    ['true', true],
    ['false', false],
    ['"1"', false],
    ['1', false],
    ['undefined', false],
  ]) {
    world.edge.forget()
    world.serve('/', {
      head: `<script>Object.defineProperty(navigator, 'globalPrivacyControl', { value: ${flag} })</script>`,
    })
    await world.visit()
    await until(() => events().length > 0)
    expect(events()[0]?.body.context?.gpc, String(flag)).toBe(told)
  }
})

test('I5: after a log-out the device is a stranger’s, and what was left still goes to its owner', async () => {
  world.serve('/', { body: '<p data-attune-slot="hero">Default</p>' })
  world.edge.decide = everywhere(() => words('For the member'))
  world.edge.decideAhead = everywhere(() => words('Member’s next'))
  const { page } = await world.visit()
  await until(() => names().includes('page'))
  await call(page, 'identify', 'member-1', { name: 'Secret' }, 'token-of-member')
  await until(() => names().includes('identify'))
  await pause(500)
  const owner = world.edge.applied[0]?.visitor
  await world.edge.stop()
  await call(page, 'track', 'Left behind')
  await call(page, 'reset')
  await call(page, 'track', 'By a stranger')
  expect(await page.getByText('For the member').count()).toBe(0)
  expect((await traces(page)).join(' ')).not.toContain(owner)
  await world.edge.start()
  world.edge.decide = () => []
  world.edge.decideAhead = () => []
  await until(() => names().includes('By a stranger') && names().includes('Left behind'))
  expect(world.edge.named('Left behind')[0]?.visitor).toBe(owner)
  expect(world.edge.named('By a stranger')[0]?.visitor).not.toBe(owner)
  const left = events().find(({ body }) => JSON.stringify(body).includes('Left behind'))
  expect(left?.body.token).toBe('token-of-member')
  const stranger = events().find(({ body }) => JSON.stringify(body).includes('By a stranger'))
  expect(stranger?.body.token).toBeUndefined()
  await until(async () => !JSON.stringify(await storedRows(page)).includes(String(owner)))
  expect(JSON.stringify(await storedRows(page))).not.toMatch(/member|Secret/)
})

test('an identity token is kept in one place, and outlives the page there', async () => {
  const { page } = await world.visit()
  await until(() => names().includes('page'))
  await call(page, 'identify', 'member-1', {}, 'token-of-member')
  await until(() => names().includes('identify'))
  await page.reload()
  await until(() => names().filter((name) => name === 'page').length === 2)
  expect(events().at(-1)?.body.token).toBe('token-of-member')
  expect((await traces(page)).join(' ')).not.toContain('token-of-member')
  // Gone with the visitor.
  await call(page, 'reset')
  await until(async () => !JSON.stringify(await storedRows(page)).includes('token-of-member'))
  expect((await traces(page)).join(' ')).not.toContain('member')
})

test('an identity token that is refused is dropped, and the events are sent without it', async () => {
  const { page } = await world.visit()
  await until(() => names().includes('page'))
  await pause(500)
  world.edge.interrupt = (path, response, text) => {
    const isRefused = path === '/v1/events' && text.includes('"token"')
    if (isRefused) response.writeHead(401).end('{"code":"identity_invalid"}')
    return isRefused
  }
  await call(page, 'identify', 'u1', {}, 'expired')
  await until(() => names().includes('identify'))
})
