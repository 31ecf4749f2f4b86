import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openWorld, type World } from './visit.ts'

/** One world for a file of tests, begun anew for each of them. */
export function useWorld(): World {
  const opened = {} as World
  beforeAll(async () => {
    Object.assign(opened, await openWorld())
  })
  afterAll(() => opened.close())
  beforeEach(async () => {
    if (!opened.edge.isRunning) await opened.edge.start()
    opened.renew()
  })
  // A page left open would go on telling the next test's edge.
  afterEach(async () => {
    await Promise.all(opened.browser.contexts().map((context) => context.close()))
  })
  return opened
}
