import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { findBrowser } from '../../../scripts/find-browser.ts'

/**
 * Flags of an ordinary visitor: not marked as automated (the edge shows bots nothing), and without the
 * browser's own traffic, which a machine without a network would wait for.
 */
const flags = [
  '--disable-blink-features=AutomationControlled',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
]

/** What Playwright switches off and visitors have: the back/forward cache. */
const keep = ['--disable-back-forward-cache']

async function options() {
  const { path, args, env } = await findBrowser()
  return {
    executablePath: path,
    args: [...args, ...flags],
    ignoreDefaultArgs: keep,
    env: { ...process.env, ...env } as Record<string, string>,
  }
}

/** A browser whose profiles live in memory. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await options())
}

/** A browser with its profile in a folder, which outlives it. */
export async function openProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, await options())
}
