import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from '../scripts/build.ts'
import { main } from '../scripts/main.ts'
import { attuneRows } from './page/attune.ts'
import { drainBacklog } from './page/backlog.ts'
import type { Contestant } from './page/contestant.ts'
import { type Survival, survive } from './page/failures.ts'
import { browserLauncher, type Launch } from './page/launch.ts'
import { measure, type Visit } from './page/measure.ts'
import { peerRows } from './page/peers.ts'
import { type PageResults, type Row, reportPage } from './page/report.ts'
import { openServer } from './page/server.ts'

/*
 * What a script costs a page, in real Chromium slowed down four times: ours beside our peers', the same
 * page, the same latency, turn by turn in the same minutes. Then what becomes of a signal that is given
 * while the network fails, and what a full outbox costs the page that sends it, at full speed.
 *
 *   node bench/page.ts
 *   ROUNDS=3 ONLY=Attune FAILURES=no PORT=8900 node bench/page.ts
 */

const rounds = Number(process.env.ROUNDS ?? 5)
const port = Number(process.env.PORT ?? 8900)
const only = process.env.ONLY ?? ''

await main(async () => {
  if (!process.env.NO_BUILD) await buildIfStale()
  const { launch, version } = await browserLauncher()
  const rows = (await contestants()).filter(({ name }) => name === 'blank' || name.includes(only))
  console.log(`${version}, ${rounds} rounds at 4x slow-down, load ${loadavg()[0]?.toFixed(1)}`)
  const results: PageResults = {
    version,
    rounds,
    load: loadavg()[0] ?? 0,
    rows: await visits(launch, rows),
    failures: {},
  }
  save(results)
  if (process.env.FAILURES !== 'no') await playFailures(launch, rows, results)
  const ours = rows.find((row) => row.name === 'Attune, tag')
  if (ours && process.env.BACKLOG !== 'no') results.backlog = await drainBacklog(launch, ours, port)
  save(results)
  reportPage(results)
})

async function contestants(): Promise<Contestant[]> {
  const blank: Contestant = { name: 'blank', head: '', scripts: new Map(), answer: () => undefined }
  return [blank, ...(await attuneRows()), ...(await peerRows())]
}

/** Every contestant once, then every contestant again: a slow minute falls on all of them. */
async function visits(launch: Launch, contestants: Contestant[]): Promise<Row[]> {
  const profile = mkdtempSync(join(tmpdir(), 'attune-bench-'))
  const { context } = await launch(profile)
  const rows = contestants.map(({ name }): Row => ({ name, first: [], second: [] }))
  const servers = await Promise.all(contestants.map((one, n) => openServer(port + n, one)))
  try {
    for (let round = 0; round <= rounds; round++) {
      for (const [n, contestant] of contestants.entries()) {
        const [server, row] = [servers[n], rows[n]]
        if (!server || !row) continue
        const { first, second } = await measure(context, server, contestant)
        if (round === 0) continue // warms the browser and the disk
        row.first.push(first)
        row.second.push(second)
        console.log(`  round ${round}/${rounds}  ${contestant.name.padEnd(22)} ${oneLine(first)}`)
      }
    }
  } finally {
    await context.close()
    await Promise.all(servers.map((server) => server.close()))
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  return rows
}

/** One row of ours, because they fail alike, and every peer. */
async function playFailures(
  launch: Launch,
  rows: Contestant[],
  results: PageResults
): Promise<void> {
  const names = ['blank', 'Attune, tag', 'Attune, instant slot']
  for (const contestant of rows.filter(({ name }) => !names.includes(name))) {
    const outcomes = await survive(launch, contestant, port)
    results.failures[contestant.name] = outcomes
    console.log(`  failures    ${contestant.name.padEnd(22)} ${outcomes.map(mark).join(' ')}`)
    save(results)
  }
}

function mark({ arrived, afterMs }: Survival): string {
  return arrived ? `✓ ${((afterMs ?? 0) / 1_000).toFixed(1)} s` : '✗'
}

function oneLine({ scriptMs, contentMs }: Visit): string {
  return `${scriptMs.toFixed(0)} ms of script, content after ${contentMs?.toFixed(0) ?? '–'} ms`
}

function save(results: PageResults): void {
  mkdirSync('bench/out', { recursive: true })
  writeFileSync('bench/out/page.json', JSON.stringify(results, null, 2))
}
