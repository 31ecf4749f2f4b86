import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findBrowser } from '../../../scripts/find-browser.ts'
import { bundle } from './bundle.ts'
import type { Said } from './host.ts'
import { openSite, type Site } from './site.ts'

/** A lazily loaded part: file of the client's, name of the module, and what it exports. */
type Part = 'signals/start' | 'surfaces/show' | 'inspector/open'

export interface Visit {
  /** Markup of the body; a whole document when it begins with a doctype. */
  html: string
  path?: string
  headers?: Record<string, string>
  context?: BrowserContextOptions
}

/** Pages of one part under test, in one browser. */
export interface Pages {
  site: Site
  browser: Browser
  /** Opens a page with the test's host; the part is loaded, not yet started. */
  open(visit: Visit): Promise<Page>
  close(): Promise<void>
}

export async function openPages(part: Part): Promise<Pages> {
  const [{ path, args, env }, site] = await Promise.all([findBrowser(), openSite()])
  const browser = await chromium.launch({
    executablePath: path,
    args,
    env: { ...process.env, ...env } as Record<string, string>,
    // The back/forward cache is what visitors have.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  const type = 'text/javascript'
  site.serve('/host.js', { type, body: await bundle('test/page/parts/host.ts') })
  site.serve('/part.js', { type, body: await bundle(`client/${part}.ts`) })

  return {
    site,
    browser,
    async open({ html, path = '/', headers, context }) {
      const body = html.startsWith('<!doctype') ? html : documentOf(html)
      const [address = '/'] = path.split('?', 1)
      site.serve(address, { body, ...(headers && { headers }) })
      const page = await (await browser.newContext(context)).newPage()
      await page.goto(site.origin + path)
      await page.addScriptTag({ url: '/host.js', type: 'module' })
      await page.waitForFunction(() => 'host' in window)
      return page
    },
    async close() {
      await browser.close()
      await site.close()
    },
  }
}

/** A plain page around some markup. */
export const documentOf = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width">${head}</head><body>${body}</body></html>`

/** What the part has said to its host so far. */
export const saidIn = (page: Page): Promise<Said> => page.evaluate(() => window.said)
