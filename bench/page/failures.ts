import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { type Contestant, giveSignal, keptSignal } from './contestant.ts'
import type { Launch } from './launch.ts'
import { type BenchServer, openServer } from './server.ts'

/** How long everything is broken, and how long afterwards the signal may take to come. */
const outageMs = 5_000
const graceMs = 20_000

/** What became of the signal that was given while everything was broken. */
export interface Survival {
  failure: string
  /** How often it arrived once all was well again. */
  arrived: number
  /** Ms between the end of the failure, or the next visit, and its arrival. */
  afterMs: number | null
}

/** One browser, profile and server for one failure. */
interface Scene {
  server: BenchServer
  context: BrowserContext
  page: Page
  /** Starts the browser again with the profile that the last one left. */
  restart(): Promise<BrowserContext>
  kill(): Promise<void>
}

/** Each failure: from a page that works to a moment when all is well again. */
const failures: Record<string, (scene: Scene) => Promise<unknown>> = {
  async '503 for 5 s'(scene) {
    scene.server.setFault('503')
    await outage(scene)
  },
  async 'connection cut for 5 s'(scene) {
    scene.server.setFault('cut')
    await outage(scene)
  },
  async 'offline for 5 s'(scene) {
    await scene.context.setOffline(true)
    await outage(scene)
    await scene.context.setOffline(false)
  },
  async 'cut, left the page, came back'(scene) {
    scene.server.setFault('cut')
    await give(scene.page)
    await pause(1_000)
    await scene.page.goto('about:blank')
    await pause(outageMs - 1_000)
    scene.server.setFault('none')
    return () => scene.page.goto(`${scene.server.origin}/page/living`)
  },
  async 'cut, closed the tab'(scene) {
    scene.server.setFault('cut')
    await give(scene.page)
    await pause(1_000)
    await scene.page.close({ runBeforeUnload: true })
    await pause(outageMs - 1_000)
    scene.server.setFault('none')
    return () => visit(scene.context, scene.server)
  },
  async 'cut, SIGKILL of the browser'(scene) {
    scene.server.setFault('cut')
    await give(scene.page)
    await pause(1_000)
    await scene.kill()
    await pause(outageMs - 1_000)
    scene.server.setFault('none')
    const context = await scene.restart()
    return () => visit(context, scene.server)
  },
}

/** Puts a contestant through all six at the same time, each with a browser of its own. */
export async function survive(
  launch: Launch,
  contestant: Contestant,
  firstPort: number
): Promise<Survival[]> {
  const results: Survival[] = []
  // Three browsers at a time: more would only measure the machine.
  const queue = Object.entries(failures).entries()
  const work = async () => {
    for (const [n, [failure, play]] of queue) {
      results[n] = { failure, ...(await one(launch, contestant, firstPort + n, play)) }
    }
  }
  await Promise.all([work(), work(), work()])
  return results
}

async function one(
  launch: Launch,
  contestant: Contestant,
  port: number,
  play: (scene: Scene) => Promise<unknown>
): Promise<Omit<Survival, 'failure'>> {
  const profile = await mkdtemp(join(tmpdir(), 'attune-bench-'))
  const server = await openServer(port, contestant)
  let browser = await launch(profile)
  try {
    const page = await visit(browser.context, server)
    await pause(3_000) // a page that has been read for a moment
    const visitAgain = await play({
      server,
      context: browser.context,
      page,
      async restart() {
        browser = await launch(profile)
        return browser.context
      },
      kill: () => browser.kill(),
    })
    server.setFault('none')
    const since = performance.timeOrigin + performance.now()
    if (typeof visitAgain === 'function') await visitAgain()
    return await arrival(server, since)
  } finally {
    await browser.context.close().catch(() => undefined)
    await server.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function arrival(server: BenchServer, since: number): Promise<Omit<Survival, 'failure'>> {
  const deadline = performance.now() + graceMs
  const arrived = () =>
    server.log.filter(({ isTaken, path, body }) => isTaken && (path + body).includes(keptSignal))
  while (arrived().length === 0 && performance.now() < deadline) await pause(20)
  await pause(2_000) // whether it comes once more
  const [first, ...more] = arrived()
  return first
    ? { arrived: 1 + more.length, afterMs: first.at - since }
    : { arrived: 0, afterMs: null }
}

async function outage({ page }: Scene): Promise<void> {
  await give(page)
  await pause(outageMs)
}

async function visit(context: BrowserContext, server: BenchServer): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${server.origin}/`)
  return page
}

/** Fails like a visitor's click would: what the script does with it is its business. */
async function give(page: Page): Promise<void> {
  await page.evaluate((name) => {
    void (window as unknown as Record<string, () => unknown>)[name]?.()
  }, giveSignal)
}
