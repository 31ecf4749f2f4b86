import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Said } from './host.ts'
import { saidIn } from './pages.ts'

type Told = Said['events'][number]

/** Starts the signals in a page, and makes sure that none of them failed. */
export async function startSignals(page: Page): Promise<void> {
  // As text, because the test runner rewrites imports in functions.
  await page.evaluate("import('/part.js').then(({ start }) => start(window.host))")
  expect((await saidIn(page)).errors).toEqual([])
}

/** The events of one name that signals have told so far. */
export async function eventsNamed(page: Page, name: string): Promise<Told[]> {
  return (await saidIn(page)).events.filter(({ event }) => event === name)
}

/** Waits until an event of this name was told, and answers the first. */
export async function nextEvent(page: Page, name: string): Promise<Told> {
  await expect
    .poll(() => eventsNamed(page, name), { timeout: 5_000, interval: 50 })
    .not.toHaveLength(0)
  const [first] = await eventsNamed(page, name)
  if (!first) throw new Error(`no event ${name}`)
  return first
}
