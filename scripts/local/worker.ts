import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { quiet } from '../quiet.ts'

/** A worker that runs on this machine, in workerd. */
export interface LocalWorker {
  url: string
  /** Ends when the worker is gone, whoever ended it. */
  gone: Promise<void>
  /** Stops it and everything it started. */
  stop(): Promise<void>
  /** Takes it away without a word, as a power cut would. For tests of durability. */
  kill(): Promise<void>
}

interface WorkerOptions {
  port: number
  /** Folder for the objects' databases and the settings. */
  state: string
  adminToken: string
  /** Gets all webhooks, for tests; without it they are kept and shown at `/v1/local/messages`. */
  receiver?: string
  /** After how long a delivery is repeated that a power cut has interrupted, for tests. */
  leaseMs?: number
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
const startMs = 90_000
const stopMs = 5_000

/** Starts the worker through `wrangler dev` and waits until it is healthy. */
export async function startWorker(options: WorkerOptions): Promise<LocalWorker> {
  const child = spawn(process.execPath, await argumentsOf(options), {
    cwd: root,
    env: { ...process.env, ...quiet },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: Ctrl+C reaches only us, and we can stop all that wrangler started.
    detached: true,
  })
  const gone = once(child, 'exit').then(() => undefined)
  const output = collectOutput(child)
  const worker: LocalWorker = {
    url: `http://127.0.0.1:${options.port}`,
    gone,
    stop: () => {
      output.silence()
      return stop(child, gone)
    },
    async kill() {
      output.silence()
      signalGroup(child, 'SIGKILL')
      await gone
    },
  }
  try {
    await untilHealthy(worker)
  } catch (error) {
    await worker.stop()
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The worker did not start: ${reason}\n${output.text()}`)
  }
  output.forward()
  return worker
}

async function argumentsOf(options: WorkerOptions): Promise<string[]> {
  const { port, state, adminToken, receiver, leaseMs } = options
  // Not on the command line, where every user of the machine could read the token.
  const settings = join(state, 'worker.env')
  const lines = [
    'ATTUNE_LOCAL=1',
    `ADMIN_TOKEN=${adminToken}`,
    `PUBLIC_URL=http://127.0.0.1:${port}`,
    ...(receiver === undefined ? [] : [`ATTUNE_LOCAL_RECEIVER=${receiver}`]),
    ...(leaseMs === undefined ? [] : [`ATTUNE_LOCAL_LEASE_MS=${leaseMs}`]),
  ]
  await writeFile(settings, `${lines.join('\n')}\n`, { mode: 0o600 })
  return [
    wrangler,
    'dev',
    ...['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'],
    ...['--persist-to', join(state, 'worker'), '--env-file', settings],
    ...['--log-level', 'warn', '--show-interactive-dev-session=false'],
  ]
}

async function untilHealthy({ url, gone }: LocalWorker): Promise<void> {
  const over = new AbortController()
  const ended = gone.then(() => {
    throw new Error('it ended by itself.')
  })
  await Promise.race([ended, poll(`${url}/health`, over.signal)]).finally(() => over.abort())
}

async function poll(address: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + startMs
  while (performance.now() < deadline && !signal.aborted) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined
    )
    if (answer?.ok) return
    await pause(100)
  }
  throw new Error(`no healthy answer from ${address} within ${startMs / 1000} s.`)
}

async function stop(child: ChildProcess, gone: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await Promise.race([gone, pause(stopMs, undefined, { ref: false })])
  signalGroup(child, 'SIGKILL')
  await gone
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!isGone) throw error
  }
}

/**
 * Keeps what the worker says while it starts, for the message when it fails; then passes it on, until
 * it is told to stop: the last words of tools that are ended help nobody.
 */
function collectOutput(child: ChildProcess) {
  const early: string[] = []
  let hear = (text: string): unknown => early.push(text)
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => hear(text))
  }
  return {
    text: () => early.join('').trim(),
    forward: () => {
      hear = (text) => process.stderr.write(text)
    },
    silence: () => {
      hear = () => undefined
    },
  }
}
