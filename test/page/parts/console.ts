import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findBrowser } from '../../../scripts/find-browser.ts'
import { startWorker } from '../../../scripts/local/worker.ts'
import type { PageAnswer, PageDecision } from '../../../shared/api/page-api.ts'
import type { Json, JsonObject } from '../../../shared/event/json.ts'

const example = new URL('../../../examples/shop/attune.config.json', import.meta.url)
const journey = new URL('../../../examples/programmes/abandoned-cart.json', import.meta.url)
/** What the owner signs in with. */
export const adminToken = 'console-test'
/** Visitors that look like programs are answered, but count for nothing. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

/** A name of another host, which the browser is told leads here. */
export const foreignName = 'console.example'

/** Something that somebody does. */
export interface Deed {
  event: string
  properties?: JsonObject
}

/** The console against the real worker, with people in it. */
export interface ConsoleHost {
  url: string
  browser: Browser
  /** Asks the owner's API with the token, as the command line does. */
  admin(path: string, init?: RequestInit, site?: string): Promise<Response>
  /** A visitor does something on a page and is shown what is decided. */
  visit(
    visitor: string,
    deeds: readonly Deed[],
    page?: { path: string; slots: string[] }
  ): Promise<PageDecision[]>
  /** Opens the console at a place. */
  open(place: string, options?: { dark?: boolean; narrow?: boolean; site?: string }): Promise<Page>
  close(): Promise<void>
}

/** Starts the worker on a free port with the demo shop's configuration. */
export async function openConsole(): Promise<ConsoleHost> {
  const state = await mkdtemp(join(tmpdir(), 'attune-console-'))
  const worker = await startWorker({ port: await freePort(), state, adminToken })
  const { path, args, env } = await findBrowser()
  const browser = await chromium.launch({
    executablePath: path,
    // A name that is not this machine's, although it leads here.
    args: [...args, `--host-resolver-rules=MAP ${foreignName} 127.0.0.1`],
    env: { ...process.env, ...env } as Record<string, string>,
  })
  const admin = (path: string, init: RequestInit = {}, site = 'demo') =>
    fetch(`${worker.url}/v1/admin/sites/${site}/${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${adminToken}`,
        'content-type': 'application/json',
        ...init.headers,
      },
    })
  const close = async () => {
    await browser.close()
    await worker.stop()
    await rm(state, { recursive: true, force: true })
  }
  const body = JSON.stringify({ config: await shopWithJourney(), note: 'From the example' })
  const published = await admin('config', { method: 'PUT', body })
  if (!published.ok) {
    await close()
    throw new Error(await published.text())
  }
  let seq = 0
  return {
    url: worker.url,
    browser,
    admin,
    async visit(visitor, deeds, { path, slots } = { path: '/', slots: ['home-hero', 'notice'] }) {
      const events = deeds.map(({ event, properties = {} }) => ({
        ...{ messageId: crypto.randomUUID(), type: 'track', event, properties },
        ...{ age: 0, seq: seq++ },
      }))
      const body: Json = {
        ...{ key: 'pk_demo', stream: visitor, sentAt: new Date().toISOString(), visitor, events },
        ...{ context: { page: { path, url: `https://shop.example${path}` } }, slots },
      }
      const answer = await fetch(`${worker.url}/v1/events`, {
        method: 'POST',
        headers: { 'user-agent': userAgent, 'content-type': 'text/plain' },
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(await answer.text())
      const { decisions }: PageAnswer = await answer.json()
      return decisions
    },
    async open(place, { dark = false, narrow = false, site = 'demo' } = {}) {
      const context = await browser.newContext({
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
        viewport: narrow ? { width: 390, height: 844 } : { width: 1280, height: 860 },
      })
      const page = await context.newPage()
      await page.goto(`${worker.url}/console/?site=${site}#/${place}`)
      await settled(page)
      return page
    },
    close,
  }
}

/** Waits until nothing is on its way any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('main h1')
  // The place has just changed: the view that was there may not be gone yet.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  )
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
}

/** The demo shop, with a programme that also reaches people who are away. */
async function shopWithJourney(): Promise<JsonObject> {
  const [shop, base, { journeys, actions }] = await Promise.all([
    readJson(example),
    readJson(new URL('shop.json', journey)),
    readJson(journey),
  ])
  const purposes = { ...shop.consent.purposes, ...base.consent?.purposes }
  return {
    ...shop,
    channels: base.channels,
    consent: { ...shop.consent, purposes },
    journeys,
    actions: { ...shop.actions, ...actions },
  }
}

const readJson = async (file: URL) => JSON.parse(await readFile(file, 'utf8'))

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
