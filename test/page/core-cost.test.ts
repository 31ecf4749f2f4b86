import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { decision, everywhere, words } from './tools/decisions.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

/** What a page costs, in things that can be counted: the same on every machine. */
const world = useWorld()
const slot = '<p data-attune-slot="hero">Default</p>'

/** Counts the transactions of a page; its own clock goes slowly, so that no answer is late. */
const counting = {
  init: () => {
    const { transaction } = IDBDatabase.prototype
    const modes: (string | undefined)[] = []
    Object.assign(window, { modes })
    IDBDatabase.prototype.transaction = function (...args) {
      modes.push(args[1])
      return transaction.apply(this, args)
    }
    const now = performance.now.bind(performance)
    performance.now = () => now() / 50
  },
}
/** Waits for answers as long as they take: nothing happens because 300 ms have passed. */
const waiting = {
  init: () => {
    const wait = window.setTimeout
    const patient = (run: () => void, ms?: number, ...args: unknown[]) =>
      ms === 300 ? 0 : wait(run, ms, ...args)
    Object.assign(window, { setTimeout: patient })
    const now = performance.now.bind(performance)
    performance.now = () => now() / 50
  },
}
const transactions = (page: Page) =>
  page.evaluate(() => (window as unknown as { modes: string[] }).modes)
const outcomes = () => world.edge.applied.filter(({ event }) => event?.startsWith('Decision '))

test('a first page with a decision that is viewed takes at most six transactions', async () => {
  world.serve('/', { body: slot })
  world.edge.decide = everywhere(() => words('Decided'))
  const { page } = await world.visit('/', counting)
  await until(() => outcomes().length === 2)
  await pause(500)
  const modes = await transactions(page)
  expect(modes.filter((mode) => mode === 'readonly')).toEqual([])
  expect(modes.length).toBeLessThanOrEqual(6)
})

test('a later page takes no more, and shows what was kept for it', async () => {
  for (const path of ['/', '/next']) world.serve(path, { body: slot })
  world.edge.decideAhead = ({ context }) =>
    context?.page?.path === '/' ? [decision('hero', words('Ahead'))] : []
  const { page } = await world.visit('/', counting)
  await until(() => world.edge.named('page').length === 1)
  await pause(600)
  await page.goto(`${world.site.origin}/next`)
  await page.getByText('Ahead').waitFor()
  await until(() => outcomes().length === 2)
  await pause(500)
  const modes = await transactions(page)
  expect(modes.filter((mode) => mode === 'readonly')).toEqual([])
  expect(modes.length).toBeLessThanOrEqual(7)
})

test.each([
  ['a first page', '/blank'],
  ['a page that shows an instant slot', '/'],
])('%s needs two requests to signal and content: nothing else loads before', async (_, before) => {
  world.serve('/', { body: slot })
  world.site.serve('/blank', { body: '<!doctype html><link rel="icon" href="data:,">' })
  world.serve('/next', { body: slot })
  world.edge.decide = everywhere(() => words('Decided'))
  world.edge.decideAhead = () => [decision('hero', words('Decided'))]
  const { page } = await world.visit(before, waiting)
  if (before === '/') await until(() => world.edge.named('page').length === 1)
  await pause(600)
  const asked: string[] = []
  let isAnswered = false
  world.edge.interrupt = async (path) => {
    if (path !== '/v1/events') return false
    // Whatever would load beside the answer has time to ask.
    await pause(200)
    isAnswered = true
    return false
  }
  page.on('request', (request) => {
    if (!isAnswered) asked.push(new URL(request.url()).pathname)
  })
  await page.goto(`${world.site.origin}/next`)
  await page.getByText('Decided').waitFor()
  await until(() => isAnswered)
  // What the page before says on its way out goes by the same path.
  expect([...new Set(asked)]).toEqual(['/next', '/attune.js', '/v1/events'])
})

test('an instant slot is shown, and nothing hidden any more, before any answer', async () => {
  for (const path of ['/', '/next']) world.serve(path, { body: slot, snippet: 'hero' })
  world.edge.decideAhead = () => [decision('hero', words('Ahead'))]
  const { page } = await world.visit('/', waiting)
  await until(() => world.edge.named('page').length === 1)
  await pause(600)
  let isAnswered = false
  world.edge.interrupt = async (path) => {
    if (path !== '/v1/events') return false
    await until(() => isAnswered)
    return false
  }
  await page.goto(`${world.site.origin}/next`)
  await page.getByText('Ahead').waitFor()
  await until(() =>
    page.evaluate(() => document.adoptedStyleSheets.every(({ disabled }) => disabled))
  )
  expect(world.edge.named('page')).toHaveLength(1)
  isAnswered = true
  await until(() => world.edge.named('page').length === 2)
})
