import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** A Chromium that has been seen to start. */
export interface Browser {
  path: string
  /** What it calls itself: `Chromium 153.0.8010.0`. */
  version: string
  /** Where it came from, in words, for the person who reads the test's output. */
  source: string
  /** Flags it cannot run without on this machine. */
  args: string[]
  /** Variables it cannot run without on this machine, beside the process's own. */
  env: Record<string, string>
}

/** A way to a browser that led nowhere, and why. */
export interface NoBrowser {
  reason: string
}

const run = promisify(execFile)

/** Chromium refuses to run as root inside its sandbox. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []

interface Candidate {
  path: string
  source: string
  env?: Record<string, string>
}

/** Starts the candidate once: a file that is there may still lack its libraries. */
export async function tryBrowser({
  path,
  source,
  env = {},
}: Candidate): Promise<Browser | NoBrowser> {
  try {
    const { stdout } = await run(path, ['--version'], {
      env: { ...process.env, ...env },
      timeout: 20_000,
    })
    return { path, version: stdout.trim().split(' built on ')[0] ?? path, source, args, env }
  } catch (error) {
    const why = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)
    return { reason: `${path} (${source}) does not start: ${why}` }
  }
}
