import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type NoBrowser, tryBrowser } from './try-browser.ts'

const name = '@sparticuz/chromium'

/**
 * The headless Chromium that comes from npm: Linux x64, no root needed. It is unpacked once below
 * `node_modules`, because the package itself would trust whatever lies at `/tmp/chromium`.
 */
export async function bundledBrowser(): Promise<Browser | NoBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { reason: `${name} is for Linux x64` }
  }
  try {
    return await unpacked()
  } catch (error) {
    return { reason: `${name}: ${error instanceof Error ? error.message : String(error)}` }
  }
}

async function unpacked(): Promise<Browser | NoBrowser> {
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  const archives = join(dirname(fileURLToPath(import.meta.resolve(name))), '../bin')
  const folder = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url))
  await mkdir(folder, { recursive: true })
  const path = await withTemporaryFolder(folder, () => chromium.executablePath(archives))
  const candidate = { path, source: `from npm, ${name}` }
  const env = fontsOf(folder)
  const found = await tryBrowser({ ...candidate, env })
  if ('path' in found) return found
  // A minimal system lacks NSS, NSPR and Expat; the package brings them for Amazon Linux.
  await withTemporaryFolder(folder, () => inflate(join(archives, 'al2023.tar.br')))
  return tryBrowser({ ...candidate, env: { ...env, LD_LIBRARY_PATH: join(folder, 'al2023/lib') } })
}

/** A system without fontconfig draws no text at all. */
function fontsOf(folder: string): Record<string, string> {
  return existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }
}

/** The package unpacks into the system's temporary folder, whichever that is at the time. */
async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const { TMPDIR } = process.env
  process.env.TMPDIR = folder
  try {
    return await work()
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
}
