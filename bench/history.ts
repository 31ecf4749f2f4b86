import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { benchBatch, benchSite } from './edge/site.ts'

/*
 * What a long life costs: profiles with 10 to 10,000 events of history on workerd, opened cold (the
 * object was thrown out of memory just before) and asked for their picture; beside an empty object
 * opened the same way, in the same minute. Then the memory they hold, from the same rows.
 */

const port = Number(process.env.PORT ?? 8891)
const lives = [10, 100, 1_000, 10_000]
const tries = 100
const budget = { openMs: 5, memoryKib: 256 }

/** Times of calls to one kind of object in milliseconds, the way by HTTP and the answer included. */
interface Opened {
  cold: number
  warm: number
}
interface Life extends Opened {
  events: number
  kib: number
}

const state = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'attune-history-'))
const server = spawn(process.execPath, ['bench/edge/serve.ts', String(port), state, 'bench'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
})
try {
  await isReady()
  await post('/v1/admin/sites/demo/config', { config: benchSite(200), note: 'history' }, 'PUT')
  for (const [n, events] of lives.entries()) {
    console.log(`  [${n + 1}/${lives.length}] a life of ${events.toLocaleString('en')} events`)
    await live(n, events)
  }
  const empty = await opened('of-history', 'empty')
  const times: Opened[] = []
  for (const n of lives.keys()) times.push(await opened(visitorOf(n), 'profile'))
  server.kill('SIGTERM')
  await Promise.race([once(server, 'exit'), pause(5_000)])
  const kib = memoryOf()
  report(
    empty,
    lives.map((events, n) => ({
      ...{ events, kib: kib[events] ?? Number.NaN },
      ...(times[n] ?? { cold: Number.NaN, warm: Number.NaN }),
    }))
  )
} finally {
  server.kill('SIGTERM')
  rmSync(state, { recursive: true, force: true })
}

function visitorOf(n: number): string {
  return `bench-history-${lives[n]}`
}

/** Sends so many events, as pages would: 50 in a batch, of many products. */
async function live(n: number, events: number): Promise<void> {
  for (let sent = 0; sent < events; sent += 50) {
    const batches = Array.from({ length: Math.min(10, (events - sent) / 5) }, (_, i) =>
      JSON.parse(benchBatch(n, sent / 5 + i))
    )
    await post('/v1/events', {
      ...batches[0],
      visitor: visitorOf(n),
      events: batches.flatMap((batch, i) =>
        batch.events.map((event: object, at: number) => ({
          ...event,
          age: (events - sent) * 20_000 - i * 5_000 - at,
        }))
      ),
    })
  }
}

/** The time of calls to one object that has just been thrown out of memory, and of the next ones. */
async function opened(name: string, what: 'profile' | 'empty'): Promise<Opened> {
  const url = `http://127.0.0.1:${port}/yardstick/${what}/${name}`
  const ask = async (method: string) => {
    const began = performance.now()
    const answer = await fetch(url, { method })
    await answer.arrayBuffer()
    return performance.now() - began
  }
  const cold: number[] = []
  const warm: number[] = []
  for (let i = 0; i < tries; i++) {
    await ask('DELETE')
    cold.push(await ask('GET'))
    warm.push(await ask('GET'))
  }
  return { cold: quickest(cold), warm: quickest(warm) }
}

/** In a process of its own, which may ask for garbage to be collected. */
function memoryOf(): Record<number, number> {
  const args = ['--expose-gc', '--no-warnings', 'bench/history/memory.ts', state]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

function report(empty: Opened, measured: readonly Life[]): void {
  const row = (cells: (string | number)[]) => console.log(`| ${cells.join(' | ')} |`)
  console.log('\n| object | opened cold, ms | once open, ms | holds, KiB |\n|---|--:|--:|--:|')
  row(['empty', empty.cold.toFixed(2), empty.warm.toFixed(2), ''])
  for (const { events, cold, warm, kib } of measured) {
    const name = `profile of ${events.toLocaleString('en')} events`
    row([name, cold.toFixed(2), warm.toFixed(2), kib.toFixed(0)])
  }
  const longest = measured.at(-1)
  mkdirSync('bench/out', { recursive: true })
  writeFileSync(
    'bench/out/history.json',
    JSON.stringify({ empty, lives: measured, budget }, null, 2)
  )
  if (!longest) return
  console.log(
    `\n10,000 events open in ${longest.cold.toFixed(2)} ms (budget ${budget.openMs}) and hold ${longest.kib.toFixed(0)} KiB (budget ${budget.memoryKib}).`
  )
  if (longest.cold > budget.openMs || longest.kib > budget.memoryKib) process.exitCode = 1
}

/** Mean of the quicker quarter: the rest has waited for others who use the machine. */
function quickest(list: readonly number[]): number {
  const inner = list.toSorted((a, b) => a - b).slice(0, Math.ceil(list.length / 4))
  return inner.reduce((sum, ms) => sum + ms, 0) / inner.length
}

async function post(path: string, body: unknown, method = 'POST'): Promise<void> {
  const headers = {
    authorization: 'Bearer bench',
    'content-type': 'application/json',
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  }
  if (path === '/v1/events') Reflect.deleteProperty(headers, 'authorization')
  const options = { method, headers, body: JSON.stringify(body) }
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, options)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
}

async function isReady(): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    const isUp = await fetch(`http://127.0.0.1:${port}/yardstick/hello`).then(
      ({ ok }) => ok,
      () => false
    )
    if (isUp) return
    await pause(100)
  }
  throw new Error('the server did not come up within 30 s')
}
