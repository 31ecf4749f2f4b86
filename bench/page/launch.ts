import { type BrowserContext, chromium } from 'playwright-core'
import { findBrowser } from '../../scripts/find-browser.ts'

/** A browser with a profile on disk, as visitors have one. */
export interface Launched {
  context: BrowserContext
  /** Ends it without a word, as a crash would. */
  kill(): Promise<void>
}

export type Launch = (profile: string) => Promise<Launched>

/** Finds the machine's Chromium and answers how to start it, and which one it is. */
export async function browserLauncher(): Promise<{ launch: Launch; version: string }> {
  const { path, args, env, version } = await findBrowser()
  const launch: Launch = async (profile) => {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: path,
      args,
      env: { ...process.env, ...env } as Record<string, string>,
      // The back/forward cache is what visitors have.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    })
    return { context, kill: () => kill(context, profile) }
  }
  return { launch, version }
}

/** The browser's main process holds its profile by a lock that names it. */
async function kill(context: BrowserContext, profile: string): Promise<void> {
  const { readlink } = await import('node:fs/promises')
  const lock = await readlink(`${profile}/SingletonLock`)
  const gone = new Promise((resolve) => context.once('close', resolve))
  process.kill(Number(lock.split('-').at(-1)), 'SIGKILL')
  await gone
}
