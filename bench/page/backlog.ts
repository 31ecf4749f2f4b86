import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Contestant } from './contestant.ts'
import type { Launch } from './launch.ts'
import { type BenchServer, openServer } from './server.ts'

/** The most that an outbox holds, but for the events that the pages themselves add. */
const backlog = 9_900
const name = 'Waiting'
const longestDrainMs = 90_000

/** What it costs a page to bring a full outbox to the edge. */
export interface Drain {
  events: number
  drainedMs: number
  requests: number
  /** Longest task of the page from its load on, 0 when none took 50 ms. */
  longTaskMs: number
}

/** Fills the outbox while the edge is away; the next page finds the edge and the backlog. */
export async function drainBacklog(
  launch: Launch,
  contestant: Contestant,
  port: number
): Promise<Drain> {
  const profile = await mkdtemp(join(tmpdir(), 'attune-bench-'))
  const server = await openServer(port, contestant)
  const { context } = await launch(profile)
  try {
    await context.addInitScript(observe)
    const page = await context.newPage()
    await page.goto(server.origin)
    server.setFault('503')
    await fill(page)
    server.setFault('none')
    server.begin()
    const since = performance.now()
    await page.goto(`${server.origin}/page/living`)
    while (arrived(server) < backlog && performance.now() - since < longestDrainMs) await pause(500)
    const drainedMs = performance.now() - since
    const longTaskMs = await page.evaluate(() => Math.max(0, ...window.longTasks))
    const requests = server.log.filter(({ path }) => path.endsWith('/v1/events')).length
    return { events: arrived(server), drainedMs, requests, longTaskMs }
  } finally {
    await context.close()
    await server.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

declare global {
  interface Window {
    longTasks: number[]
  }
}

/** Notes long tasks from the page's load on: what it took to draw the page is not ours. */
function observe(): void {
  window.longTasks = []
  addEventListener('load', () => {
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration)
    }).observe({ type: 'longtask' })
  })
}

async function fill(page: Page): Promise<void> {
  for (let from = 0; from < backlog; from += 100) {
    await page.evaluate(
      async ([name, from]) => {
        const attune = Reflect.get(window, 'attune') as (...call: unknown[]) => Promise<unknown>
        const some = Array.from({ length: 100 }, (_, i) => attune('track', name, { n: from + i }))
        await Promise.all(some)
      },
      [name, from] as const
    )
  }
}

function arrived({ log }: BenchServer): number {
  const numbers = log.flatMap(({ body }) => [
    ...body.matchAll(/"Waiting","properties":\{"n":(\d+)/g),
  ])
  return new Set(numbers.map(([, n]) => n)).size
}
