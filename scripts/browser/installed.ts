import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { type Browser, type NoBrowser, tryBrowser } from './try-browser.ts'

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
]

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
]

/** The browser that the person chose with `$CHROMIUM`. A wrong choice is an error, not a detour. */
export async function chosenBrowser(): Promise<Browser | NoBrowser> {
  const path = process.env.CHROMIUM
  if (!path) return { reason: '$CHROMIUM is not set' }
  const found = await tryBrowser({ path, source: 'chosen by $CHROMIUM' })
  if ('reason' in found) throw new Error(found.reason)
  return found
}

/** The first installed Chromium or Chrome that starts. */
export async function installedBrowser(): Promise<Browser | NoBrowser> {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = commands.flatMap((command) => folders.map((folder) => join(folder, command)))
  const reasons: string[] = []
  for (const path of [...paths, ...places]) {
    if (!(await isExecutable(path))) continue
    const found = await tryBrowser({ path, source: 'installed' })
    if ('path' in found) return found
    reasons.push(found.reason)
  }
  return { reason: reasons.join('; ') || `none of ${commands.join(', ')} is installed` }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false
  )
}
