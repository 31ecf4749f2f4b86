import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { openSite, type Site } from '../parts/site.ts'
import { openBrowser } from './browser.ts'
import { type Edge, openEdge } from './edge.ts'
import { buildScripts } from './scripts.ts'

/** A page of the site under test. */
export interface PageOptions {
  /** Attributes of the tag besides key and address: `data-consent="required"`. */
  tag?: string
  /** Markup of the body before the tag. */
  body?: string
  /** Markup of the head before anything of ours. */
  head?: string
  /** With the head snippet, for these slots. */
  snippet?: string
  headers?: Record<string, string>
  /** Where the tag comes from: the fault proxy, or the edge itself. */
  origin?: string
}

export interface VisitOptions extends BrowserContextOptions {
  /** Runs in each page before any script of it. */
  init?: () => void
  /** How far the first page must have come; by default it has loaded. */
  waitUntil?: 'commit' | 'load'
}

/** A site whose pages carry the tag, its edge, and a browser. */
export interface World {
  site: Site
  edge: Edge
  browser: Browser
  /** Serves a page at a path. */
  serve(path: string, options?: PageOptions): void
  /** Begins anew at another host: pages of before may go on sending, and are not heard. */
  renew(): void
  /** A visitor with a device of their own, and their first page. */
  visit(path?: string, options?: VisitOptions): Promise<Visitor>
  close(): Promise<void>
}

export interface Visitor {
  context: BrowserContext
  page: Page
  /** What went wrong in the page, uncaught or on the console. */
  errors: string[]
  warnings: string[]
}

export async function openWorld(): Promise<World> {
  const [site, edge, browser, scripts] = await Promise.all([
    openSite(),
    openEdge(),
    openBrowser(),
    buildScripts(),
  ])

  const serve: World['serve'] = (path, options = {}) => {
    const { tag = '', body = '', head = '', snippet, headers, origin = edge.origin } = options
    const early =
      snippet === undefined
        ? ''
        : `<script data-key="pk_test" data-endpoint="${origin}" data-slots="${snippet}">${scripts.get('snippet.js')}</script>`
    site.serve(path, {
      ...(headers && { headers }),
      body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${path}</title>
<link rel="icon" href="data:,">${head}${early}
<script async src="${origin}/attune.js" data-key="pk_test" ${tag}></script></head>
<body>${body}</body></html>`,
    })
  }

  const visit: World['visit'] = async (
    path = '/',
    { init, waitUntil = 'load', ...options } = {}
  ) => {
    const context = await browser.newContext(options)
    if (init) await context.addInitScript(init)
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    const visitor: Visitor = { context, page, errors: [], warnings: [] }
    context.on('weberror', (error) => visitor.errors.push(String(error.error())))
    context.on('console', (message) => {
      if (message.type() === 'error') visitor.errors.push(message.text())
      if (message.type() === 'warning') visitor.warnings.push(message.text())
    })
    await page.goto(site.origin + path, { waitUntil })
    return visitor
  }

  let renewals = 0
  const renew = (): void => {
    edge.gone.add(site.origin)
    edge.forget()
    renewals++
    site.origin = `http://t${renewals}.localhost:${new URL(site.origin).port}`
    serve('/')
  }

  renew()
  return {
    ...{ site, edge, browser, serve, renew, visit },
    async close() {
      await browser.close()
      if (edge.isRunning) await edge.stop()
      await site.close()
    },
  }
}
