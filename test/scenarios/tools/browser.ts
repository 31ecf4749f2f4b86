import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findBrowser } from '../../../scripts/find-browser.ts'

/** A person at a browser of their own. */
export interface Visitor {
  page: Page
  context: BrowserContext
  /** Faults of the page that its owner would see in the console. */
  faults: string[]
  leave(): Promise<void>
}

interface VisitorOptions {
  /** Cookies and site data off, as the browser's settings offer it: storage throws. */
  isStorageDenied?: boolean
}

const denied = { profile: { default_content_setting_values: { cookies: 2 } } }

/** What the same browser calls itself with a window. */
function userAgentOf(version: string): string {
  const [major = '130'] = /\d+/.exec(version) ?? []
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`
}

/** Opens a browser with a profile of its own on disk. */
export async function openVisitor({ isStorageDenied }: VisitorOptions = {}): Promise<Visitor> {
  const { path, args, env, version } = await findBrowser()
  const folder = await mkdtemp(join(tmpdir(), 'attune-visitor-'))
  if (isStorageDenied) {
    await mkdir(join(folder, 'Default'))
    await writeFile(join(folder, 'Default/Preferences'), JSON.stringify(denied))
  }
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: path,
    // A browser that says it is driven by a machine gets default content and counts for nothing.
    args: [...args, '--disable-blink-features=AutomationControlled'],
    userAgent: userAgentOf(version),
    env: { ...process.env, ...env },
    viewport: { width: 1280, height: 800 },
  })
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(error.error().message))
  context.on('console', (message) => {
    // What the browser itself says of a request that failed, no page can prevent.
    const isOwn = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isOwn) faults.push(message.text())
  })
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    faults,
    async leave() {
      await context.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
