import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type LoadRequest, type LoadResult, load } from './edge/load.ts'
import { benchBatch, benchSite } from './edge/site.ts'

/*
 * What a page's batch costs at the edge: five events, three slots, 200 actions, beside an empty object
 * call and an object call that writes one row, in the same process and the same minute. CPU of the
 * whole server, because that is what stays comparable on a shared machine. Linux only (/proc).
 *
 * State lies on a memory file system where there is one: on disk it is fsync that is measured.
 */

const port = Number(process.env.PORT ?? 8890)
const adminToken = 'bench'
const people = 500
const rounds = Number(process.env.ROUNDS ?? 12)
const roundMs = Number(process.env.ROUND_MS ?? 1_000)
const actions = [0, 50, 200, 1_000]
const budgetRatio = 3
const visitsBefore = 8

/** Every kind of request that is measured, by name. */
const plain: Record<string, (n: number) => LoadRequest> = {
  hello: () => ({ path: '/yardstick/hello' }),
  'object call, empty': (n) => ({ path: `/yardstick/empty/${n % people}` }),
  'object call, one row': (n) => ({ path: `/yardstick/row/${n % people}`, body: 'x'.repeat(500) }),
}
let batchNumber = 0
const batch = (n: number): LoadRequest => ({
  path: '/v1/events',
  body: benchBatch(n % people, batchNumber++),
})

const state = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'attune-bench-'))
const server = spawn(process.execPath, ['bench/edge/serve.ts', String(port), state, adminToken], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
})
try {
  await isReady(server)
  await publish(200)
  const results = await measureAll()
  const bySize = await measureSizes()
  report(results, bySize)
} finally {
  server.kill('SIGTERM')
  await Promise.race([once(server, 'exit'), pause(5_000)])
  rmSync(state, { recursive: true, force: true })
}

async function measureAll(): Promise<Record<string, LoadResult>> {
  const kinds = { ...plain, 'batch: 5 events, 3 slots, 200 actions': batch }
  const seen: Record<string, LoadResult[]> = {}
  for (const next of Object.values(kinds)) await run(next, 1_500) // warm
  // A first visit makes tables, and its code is not compiled yet: nobody's usual page view.
  for (let tries = 0; tries < 30 && batchNumber < visitsBefore * people; tries++) {
    await run(batch, 1_000)
  }
  for (let round = 1; round <= rounds; round++) {
    for (const [name, next] of Object.entries(kinds)) {
      const result = await run(next, roundMs)
      seen[name] = [...(seen[name] ?? []), result]
      console.log(
        `  round ${round}/${rounds}  ${name}: ${result.cpuUs.toFixed(0)} µs CPU a request`
      )
    }
  }
  return Object.fromEntries(Object.entries(seen).map(([name, list]) => [name, quickOf(list)]))
}

/** The same batch against sites of other sizes. */
async function measureSizes(): Promise<{ actions: number; cpuUs: number }[]> {
  const points: { actions: number; cpuUs: number }[] = []
  for (const count of actions) {
    await publish(count)
    await pause(2_500) // until every cache has it
    await run(batch, 1_000)
    const seen: LoadResult[] = []
    for (let round = 0; round < rounds / 3; round++) seen.push(await run(batch, roundMs))
    points.push({ actions: count, cpuUs: quickOf(seen).cpuUs })
  }
  return points
}

async function run(next: (n: number) => LoadRequest, durationMs: number): Promise<LoadResult> {
  const result = await load({ port, pid: server.pid ?? 0, connections: 32, durationMs, next })
  if (result.errors > result.requests / 100)
    throw new Error(`${result.errors} of ${result.requests} failed`)
  return result
}

async function publish(count: number): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/admin/sites/demo/config`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ config: benchSite(count), note: `${count} actions` }),
  })
  if (!answer.ok) throw new Error(`publish: ${answer.status} ${await answer.text()}`)
}

async function isReady(child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const isUp = await fetch(`http://127.0.0.1:${port}/yardstick/hello`).then(
      ({ ok }) => ok,
      () => false
    )
    if (isUp) return
    await pause(100)
  }
  throw new Error('the server did not come up within 30 s')
}

/** The round a quarter of the way from the quickest: the rest has waited for others who use the machine. */
function quickOf(list: LoadResult[]): LoadResult {
  const sorted = list.toSorted((a, b) => a.cpuUs - b.cpuUs)
  const quick = sorted[sorted.length >> 2]
  if (!quick) throw new Error('nothing was measured')
  return quick
}

function report(
  results: Record<string, LoadResult>,
  sizes: { actions: number; cpuUs: number }[]
): void {
  const row = results['object call, one row']?.cpuUs ?? Number.NaN
  console.log('\n| request | CPU µs | of one row | req/s | p50 ms | p99 ms |')
  console.log('|---|--:|--:|--:|--:|--:|')
  for (const [name, { cpuUs, requestsPerSecond, p50Ms, p99Ms }] of Object.entries(results)) {
    const cells = [
      cpuUs.toFixed(0),
      (cpuUs / row).toFixed(2),
      requestsPerSecond.toFixed(0),
      p50Ms.toFixed(1),
      p99Ms.toFixed(1),
    ]
    console.log(`| ${name} | ${cells.join(' | ')} |`)
  }
  console.log('\n| actions | CPU µs a batch | of one row |\n|--:|--:|--:|')
  for (const { actions: count, cpuUs } of sizes) {
    console.log(`| ${count} | ${cpuUs.toFixed(0)} | ${(cpuUs / row).toFixed(2)} |`)
  }
  const ratio = (results['batch: 5 events, 3 slots, 200 actions']?.cpuUs ?? Number.NaN) / row
  console.log(
    `\nA batch costs ${ratio.toFixed(2)} object calls that write a row; the budget is ${budgetRatio}.`
  )
  mkdirSync('bench/out', { recursive: true })
  writeFileSync('bench/out/edge.json', JSON.stringify({ results, sizes }, null, 2))
}
