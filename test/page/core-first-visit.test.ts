import { expect, test } from 'vitest'
import { call } from './tools/call.ts'
import { everywhere, words } from './tools/decisions.ts'
import { storedEvents } from './tools/rows.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
const slot = '<p data-attune-slot="hero">Default</p>'
const pages = () => world.edge.named('page')

/** A disk that takes a second and a half to make a database. */
const slowDisk = {
  init: () => {
    const { open } = IDBFactory.prototype
    IDBFactory.prototype.open = function (...args: Parameters<IDBFactory['open']>) {
      const late = {} as { -readonly [Key in keyof IDBOpenDBRequest]: IDBOpenDBRequest[Key] }
      setTimeout(() => {
        const real = open.apply(this, args)
        const tell = (type: 'onupgradeneeded' | 'onsuccess' | 'onerror') => {
          real[type] = (event: Event) => {
            Object.defineProperty(late, 'result', { value: real.result, configurable: true })
            ;(late[type] as ((event: Event) => void) | null)?.(event)
          }
        }
        tell('onupgradeneeded')
        tell('onsuccess')
        tell('onerror')
        Object.assign(window, { isOpen: true })
      }, 1_500)
      return late as IDBOpenDBRequest
    }
  },
}
const isOpen = (page: import('playwright-core').Page) => page.evaluate(() => 'isOpen' in window)

test('a first visit is told and decided while the database is still being made', async () => {
  world.serve('/', { body: slot })
  world.edge.decide = everywhere(() => words('Decided'))
  const { page } = await world.visit('/', slowDisk)
  await page.getByText('Decided').waitFor()
  expect(await isOpen(page)).toBe(false)
  expect(pages()).toMatchObject([{ seq: 1 }])
  // What left from memory is stored like everything, and goes with its verdict.
  expect(await call(page, 'track', 'Something')).toBe('stored')
  await until(() => world.edge.named('Something').length === 1)
  await until(async () => (await storedEvents(page)).length === 0)
  expect(pages()).toHaveLength(1)
  expect(new Set(world.edge.applied.map(({ visitor, stream }) => visitor + stream)).size).toBe(1)
  expect(world.edge.duplicates).toBe(0)
})

test('D1: an event that left from memory and got no verdict is stored, and sent again', async () => {
  let tries = 0
  world.edge.interrupt = (path, response) => {
    if (path !== '/v1/events') return false
    tries++
    if (tries === 1) response.destroy()
    return tries === 1
  }
  const { page } = await world.visit('/', slowDisk)
  await until(() => tries >= 1)
  await until(() => pages().length === 1)
  await until(async () => (await isOpen(page)) && (await storedEvents(page)).length === 0)
  await pause(300)
  expect(pages()).toHaveLength(1)
})

test('X3: a second tab that opens while the first makes the database is the same device', async () => {
  const { context } = await world.visit('/', slowDisk)
  const second = await context.newPage()
  await second.goto(`${world.site.origin}/`)
  await until(() => pages().length === 2)
  expect(new Set(world.edge.applied.map(({ visitor }) => visitor)).size).toBe(1)
  expect(pages().map(({ seq }) => seq)).toEqual([1, 2])
})

test('a visitor whose browser lets nothing be written down waits for the database', async () => {
  const { page } = await world.visit('/', {
    init: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
      Object.defineProperty(window, 'localStorage', { value: Object.freeze({}) })
    },
  })
  await until(() => pages().length === 1)
  const [{ visitor } = { visitor: '' }] = world.edge.applied
  await page.reload()
  await until(() => pages().length === 2)
  expect(world.edge.applied.every((event) => event.visitor === visitor)).toBe(true)
})

test('V1: where consent is asked first, a first visit leaves nothing and names nobody', async () => {
  world.serve('/', { body: slot, tag: 'data-consent="required"' })
  world.edge.decide = everywhere(() => words('Decided'))
  const { page } = await world.visit()
  await page.getByText('Decided').waitFor()
  expect(world.edge.requests.map(({ path, body }) => [path, body.visitor])).toEqual([
    ['/v1/decisions', undefined],
  ])
  expect(
    await page.evaluate(async () => [localStorage.length, await indexedDB.databases()])
  ).toEqual([0, []])
})
