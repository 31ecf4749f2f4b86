import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Contestant } from './contestant.ts'
import type { Probe } from './host-page.ts'
import { type BenchServer, isPagePath } from './server.ts'

/** Idle parts have been loaded and have run by then. */
const settleMs = 3_000
const slowdown = 4

/** What one visit of a page cost. Times in ms. */
export interface Visit {
  /** All scripts sent, brotli. */
  scriptBytes: number
  /** Scripts sent until signal and content. */
  firstBytes: number | null
  /** CPU of scripts on the main thread, as `Performance.getMetrics` has it in thread ticks. */
  scriptMs: number
  /** CPU of everything on the main thread: compiling, layout and painting too. */
  taskMs: number
  contentMs: number | null
  visibleMs: number | null
  signalMs: number | null
  /** Requests until signal and content, page and style sheet left out. */
  requests: number | null
  longTaskMs: number
}

declare global {
  interface Window {
    probe: Probe
  }
}

/** A first visit with an empty browser, and a second one a moment later. */
export async function measure(
  browser: BrowserContext,
  server: BenchServer,
  contestant: Contestant
): Promise<{ first: Visit; second: Visit }> {
  const page = await browser.newPage()
  try {
    const session = await browser.newCDPSession(page)
    await session.send('Network.clearBrowserCache')
    await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'all' })
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    // Thread ticks count what the thread has run, not what it has waited for on a busy machine.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const first = await visit(page, session, server, contestant, '/')
    const second = await visit(page, session, server, contestant, '/page/living')
    return { first, second }
  } finally {
    await page.close()
  }
}

async function visit(
  page: Page,
  session: CDPSession,
  server: BenchServer,
  { signal, scripts }: Contestant,
  path: string
): Promise<Visit> {
  await page.goto('about:blank')
  server.begin()
  const before = await metrics(session)
  await page.goto(server.origin + path)
  await pause(settleMs)
  const after = await metrics(session)
  const { origin, probe } = await page.evaluate(() => ({
    origin: performance.timeOrigin,
    probe: window.probe,
  }))
  const requests = server.log.filter(({ path }) => path !== '/styles.css' && !isPagePath(path))
  const signalled = signal && requests.find((one) => signal.test(one.path + one.body))
  const signalMs = signalled ? signalled.at - origin : null
  const contentMs = probe.content ?? null
  const end = signalMs === null || contentMs === null ? null : Math.max(signalMs, contentMs)
  const upToEnd = end === null ? [] : requests.filter(({ at }) => at - origin <= end)
  return {
    scriptBytes: server.scriptBytes(),
    firstBytes:
      end === null
        ? null
        : server.bytesOf(upToEnd.map(({ path }) => path).filter((one) => scripts.has(one))),
    scriptMs: after.script - before.script,
    taskMs: after.task - before.task,
    contentMs,
    visibleMs: probe.visible ?? null,
    signalMs,
    requests: end === null ? null : upToEnd.length,
    longTaskMs: Math.max(0, ...probe.longTasks),
  }
}

async function metrics(session: CDPSession): Promise<{ script: number; task: number }> {
  const { metrics: all } = await session.send('Performance.getMetrics')
  const of = (name: string) => 1_000 * (all.find((one) => one.name === name)?.value ?? Number.NaN)
  return { script: of('ScriptDuration'), task: of('TaskDuration') }
}
