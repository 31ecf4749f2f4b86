import { bundledBrowser } from './browser/bundled.ts'
import { distributionBrowser } from './browser/distribution.ts'
import { chosenBrowser, installedBrowser } from './browser/installed.ts'
import type { Browser } from './browser/try-browser.ts'
import { main } from './main.ts'

const ways = [chosenBrowser, installedBrowser, distributionBrowser, bundledBrowser]

/**
 * Finds a Chromium for page tests: `$CHROMIUM`, an installed one, Debian's package when it may be
 * installed, the one from npm. Throws with every reason when none works: a page test that is
 * silently skipped proves nothing.
 */
export async function findBrowser(): Promise<Browser> {
  const reasons: string[] = []
  for (const way of ways) {
    const found = await way()
    if ('path' in found) return found
    reasons.push(found.reason)
  }
  throw new Error(`No Chromium could be started. Set CHROMIUM to one.\n- ${reasons.join('\n- ')}`)
}

if (import.meta.main) {
  await main(async () => {
    const { version, source, path } = await findBrowser()
    console.log(`${version} (${source}): ${path}`)
  })
}
