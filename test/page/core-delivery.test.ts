import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from './tools/call.ts'
import { type FaultProxy, openFaultProxy } from './tools/fault-proxy.ts'
import { storedEvents, storedRows } from './tools/rows.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
let proxy: FaultProxy
beforeAll(async () => {
  proxy = await openFaultProxy(() => world.edge.port)
})
afterAll(() => proxy.close())

/** Tracks so many events one after the other, in one task after the other; answers those stored. */
const trackMany = (page: import('playwright-core').Page, count: number, from = 0) =>
  page.evaluate(
    async ([count, from]) => {
      const { attune } = window as unknown as {
        attune(...args: unknown[]): Promise<string>
      }
      let stored = 0
      for (let at = 0; at < count; at += 100) {
        const some = Array.from({ length: Math.min(100, count - at) }, (_, i) =>
          attune('track', 'Step', { n: from + at + i })
        )
        stored += (await Promise.all(some)).filter((kept) => kept === 'stored').length
      }
      return stored
    },
    [count, from] as const
  )

const numbers = () =>
  world.edge
    .named('Step')
    .map(({ properties }) => Number(properties?.n))
    .sort((a, b) => a - b)
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

test('D1, D4: 10,000 stored events go through every fault, none lost, none twice', async () => {
  world.serve('/', { origin: proxy.origin })
  const { page, errors } = await world.visit()
  proxy.faults = {
    ...{ drop: 0.1, 'drop after commit': 0.1, reset: 0.03, 'server error': 0.08, html: 0.03 },
    ...{ 'truncated answer': 0.04, duplicate: 0.05, delayed: 0.05, reordered: 0.05 },
  }
  proxy.delayMs = 60
  const stored = await trackMany(page, 10_000)
  expect(stored).toBe(10_000)
  await until(() => numbers().length === 10_000, { timeoutMs: 170_000, why: `seed ${proxy.seed}` })
  await until(async () => (await storedEvents(page)).length === 0, { timeoutMs: 20_000 })
  expect(numbers(), `seed ${proxy.seed}`).toEqual(upTo(10_000))
  expect(world.edge.malformed).toEqual([])
  expect(errors.filter((error) => !error.includes('Failed to load resource'))).toEqual([])
}, 200_000)
