import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from '../tools/browser.ts'
import { buildScripts } from '../tools/scripts.ts'
import { bundle } from './bundle.ts'
import type { Said } from './host.ts'
import { openSite, type Site } from './site.ts'

/** A lazily loaded part, by the name of its script. */
type Part = 'signals' | 'surfaces' | 'inspector'

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
  /** Opens a page with the test's host; the part is there to be imported as `/part.js`. */
  open(visit: Visit): Promise<Page>
  close(): Promise<void>
}

export async function openPages(part: Part): Promise<Pages> {
  const [browser, site, scripts, host] = await Promise.all([
    openBrowser(),
    openSite(),
    buildScripts(),
    bundle('test/page/parts/host.ts'),
  ])
  const type = 'text/javascript'
  site.serve('/host.js', { type, body: host })
  site.serve('/part.js', { type, body: scripts.get(`${part}.js`) ?? '' })

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
