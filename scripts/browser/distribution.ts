import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { type Browser, type NoBrowser, tryBrowser } from './try-browser.ts'

const run = promisify(execFile)
const apt = '/usr/bin/apt-get'
const minutes = 60_000

/** Debian's own Chromium, installed when this process may install packages. */
export async function distributionBrowser(): Promise<Browser | NoBrowser> {
  if (!existsSync(apt)) return { reason: 'no apt-get here' }
  if (process.getuid?.() !== 0) return { reason: 'apt-get install chromium needs root' }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  console.log('No browser found: installing the chromium package with apt-get …')
  try {
    await run(apt, ['update', '-q'], { env, timeout: 3 * minutes })
    await run(apt, ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      env,
      timeout: 10 * minutes,
    })
  } catch (error) {
    const why = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)
    return { reason: `apt-get install chromium failed: ${why}` }
  }
  return tryBrowser({ path: '/usr/bin/chromium', source: "Debian's package, just installed" })
}
