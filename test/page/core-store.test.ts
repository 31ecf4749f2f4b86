import { expect, test } from 'vitest'
import { call } from './tools/call.ts'
import { storedEvents, storedRows } from './tools/rows.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
const hello = ({ slots = [] }: { slots?: string[] | undefined }) =>
  slots.map((slot) => ({
    ...{ slot, id: `${slot}.0`, action: 'greet' },
    content: { type: 'blocks' as const, blocks: [{ type: 'text' as const, text: 'Hello' }] },
  }))

test('A5: where storage is denied, events live in memory, after one warning', async () => {
  world.serve('/inner', { body: '<p data-attune-slot="hero">Default</p>' })
  const frameOfOthers = '<iframe sandbox="allow-scripts" src="/inner" width="600" height="400">'
  world.site.serve('/', {
    body: `<!doctype html><link rel="icon" href="data:,">${frameOfOthers}</iframe>`,
  })
  world.edge.decide = hello
  const { page, errors, warnings } = await world.visit()
  const frame = page.frameLocator('iframe')
  await frame.getByText('Hello').waitFor()
  const inner = page.frames().find((frame) => frame.url().endsWith('/inner'))
  const kept = await inner?.evaluate(() =>
    (window as unknown as { attune(...args: unknown[]): unknown }).attune('track', 'Remembered')
  )
  expect(kept).toBe('memory')
  await until(() => world.edge.named('Remembered').length === 1)
  expect(errors).toEqual([])
  expect(warnings.filter((warning) => warning.startsWith('attune'))).toHaveLength(1)
})

test('A6: when the disk is full, the newest events are kept in memory and sent', async () => {
  world.site.serve('/blank', { body: '<!doctype html><link rel="icon" href="data:,">' })
  const { page, context, errors } = await world.visit('/blank')
  const cdp = await context.newCDPSession(page)
  const { origin } = world.site
  // In force only for an origin that has not stored anything yet.
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 300_000 })
  world.edge.interrupt = (path, response) => {
    if (path === '/v1/events') response.writeHead(503, { 'retry-after': '2' }).end()
    return path === '/v1/events'
  }
  await page.goto(`${origin}/`)
  const kept = await page.evaluate(async () => {
    const { attune } = window as unknown as { attune(...args: unknown[]): Promise<string> }
    const all: string[] = []
    for (let n = 0; n < 60; n++) {
      // Random, because the disk would press anything else together.
      const words = Array.from(crypto.getRandomValues(new Uint8Array(5_000)), (byte) =>
        byte.toString(36)
      ).join('')
      all.push(await attune('track', 'Large', { n, words }))
    }
    return all
  })
  expect(kept[0]).toBe('stored')
  expect(kept.at(-1)).toBe('memory')
  expect(errors.filter((error) => !error.includes('503'))).toEqual([])
  world.edge.interrupt = () => false
  await until(() => world.edge.named('Large').some(({ properties }) => properties?.n === 59))
})

test('A7: a database that was closed under the script is opened again', async () => {
  const { page } = await world.visit()
  await until(() => world.edge.named('page').length === 1)
  await pause(300)
  // Deleting the database closes every connection to it.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('attune:pk_test').onsuccess = resolve
      })
  )
  expect(await call(page, 'track', 'After')).toBe('stored')
  await until(() => world.edge.named('After').length === 1)
})

test('A7: while another tab blocks the database, events live in memory', async () => {
  const context = await world.browser.newContext()
  const blocker = await context.newPage()
  world.site.serve('/holds', { body: '<!doctype html><link rel="icon" href="data:,">' })
  await blocker.goto(`${world.site.origin}/holds`)
  await blocker.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('attune:pk_test')
        opening.onsuccess = () => {
          // It never closes, and somebody waits to delete it: everybody else waits, too.
          indexedDB.deleteDatabase('attune:pk_test')
          resolve()
        }
      })
  )
  const page = await context.newPage()
  await page.goto(`${world.site.origin}/`)
  expect(await call(page, 'track', 'Unblocked')).toBe('memory')
  await until(() => world.edge.named('Unblocked').length === 1)
  await context.close()
})

test('A7: garbage in the outbox is skipped and counted', async () => {
  const { page } = await world.visit()
  await until(() => world.edge.named('page').length === 1)
  await pause(300)
  await page.evaluate(async () => {
    const opening = indexedDB.open('attune:pk_test')
    const db = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result)
    })
    const rows = db.transaction('rows', 'readwrite').objectStore('rows')
    const garbage = [null, 'words', 42, { json: 7 }, { id: 'x' }, [], { json: '{}', size: -1 }]
    for (const [i, value] of garbage.entries()) rows.put(value, 1e12 + 500 + i)
    // They were events once, and are counted as such.
    const device = rows.get(-1)
    device.onsuccess = () => rows.put({ ...device.result, count: 6 }, -1)
    await new Promise((resolve) => {
      rows.transaction.oncomplete = resolve
    })
    db.close()
  })
  await call(page, 'track', 'Good')
  await until(() => world.edge.named('Good').length === 1)
  await call(page, 'track', 'Better')
  await until(() => world.edge.dropped >= 6)
  await until(async () => (await storedEvents(page)).length === 0)
  expect(world.edge.malformed).toEqual([])
})

test('A7: a broken row of the device makes a new device', async () => {
  const { page } = await world.visit()
  await until(() => world.edge.named('page').length === 1)
  await pause(300)
  const before = await storedRows(page)
  expect(before.some(([key]) => key === -1)).toBe(true)
  await page.evaluate(async () => {
    const opening = indexedDB.open('attune:pk_test')
    const db = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result)
    })
    const rows = db.transaction('rows', 'readwrite').objectStore('rows')
    rows.put('broken', -1)
    await new Promise((resolve) => {
      rows.transaction.oncomplete = resolve
    })
    db.close()
  })
  expect(await call(page, 'track', 'After')).toBe('stored')
  await until(() => world.edge.named('After').length === 1)
})

test.each([
  ['3 years ahead', 3 * 365 * 86_400_000],
  ['3 years behind', -3 * 365 * 86_400_000],
  ['a day ahead', 86_400_000],
])('C4: a clock that jumps %s moves no event of the page', async (_, jump) => {
  const { page } = await world.visit()
  await until(() => world.edge.named('page').length === 1)
  await pause(500)
  const at = Date.now()
  await call(page, 'track', 'Before the jump')
  await page.evaluate((jump) => {
    const { now } = Date
    Date.now = () => now() + jump
  }, jump)
  await until(() => world.edge.named('Before the jump').length === 1)
  expect(Math.abs((world.edge.named('Before the jump')[0]?.at ?? 0) - at)).toBeLessThan(1_000)
  await call(page, 'track', 'After the jump')
  await until(() => world.edge.named('After the jump').length === 1)
  expect(Math.abs((world.edge.named('After the jump')[0]?.at ?? 0) - Date.now())).toBeLessThan(
    2_500
  )
})

test('C4: an event of an earlier page has the age of the wall clock', async () => {
  const { page, context } = await world.visit()
  await until(() => world.edge.named('page').length === 1)
  await pause(500)
  await context.setOffline(true)
  const at = Date.now()
  await call(page, 'track', 'Long ago')
  await pause(1_500)
  await page.close()
  await context.setOffline(false)
  const next = await context.newPage()
  await next.goto(`${world.site.origin}/`)
  await until(() => world.edge.named('Long ago').length === 1)
  const [event] = world.edge.named('Long ago')
  expect(event?.age).toBeGreaterThan(1_400)
  expect(Math.abs((event?.at ?? 0) - at)).toBeLessThan(1_000)
})
