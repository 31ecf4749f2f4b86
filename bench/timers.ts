import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { JourneysAnswer } from '../shared/api/journeys-api.ts'
import type { SiteConfig } from '../shared/site/config.ts'
import { residentMib } from './edge/memory.ts'

/*
 * Timers that all ring in the same second, by the real alarms of real objects: 3,000 people in 17 journeys
 * each, two timers a journey, 102,000 in all. What is asked: do all of them end, how fast, and does
 * memory follow the objects that are awake, not the timers. Where people stand is read as the console
 * reads it.
 */

const port = Number(process.env.PORT ?? 9510)
const people = Number(process.env.PEOPLE ?? 3_000)
const runsEach = 17
const timersEach = 2 * runsEach
/** All events must have been taken in by then; when that takes longer, the first timers are late. */
const setUpMs = Number(process.env.SET_UP_MS ?? people * 30)
const longestMs = 600_000
const maxAsking = 20
/** What workerd may take: itself, and half a MiB for each object that is awake, however many timers it has. */
const budgetMib = 256 + people / 2

const site: SiteConfig = {
  name: 'Timers',
  journeys: {
    timers: {
      entry: { on: 'event', event: 'Begun' },
      key: 'properties.n',
      steps: [
        { id: 'first', do: 'waitUntil', date: 'journey.entry.properties.at', past: 'note' },
        { id: 'note', do: 'set', trait: 'reached', value: true },
        { id: 'second', do: 'wait', for: '1m' },
      ],
    },
  },
}

interface Point {
  /** Seconds since the first timer was due. */
  second: number
  mib: number
}

const adminToken = 'bench'
const authorization = `Bearer ${adminToken}`
const state = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'attune-timers-'))
const server = spawn(process.execPath, ['bench/edge/serve.ts', String(port), state, adminToken], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
})
try {
  await untilReady()
  await call('/v1/admin/sites/demo/config', { method: 'PUT', body: JSON.stringify(site) })
  const dueAt = Date.now() + setUpMs
  const memory = sampleMemory(dueAt)
  await begin(dueAt)
  const late = Math.max(0, Date.now() - dueAt)
  console.log(`  ${people * runsEach} runs begun${late > 0 ? `, ${late} ms late` : ''}`)
  await pause(Math.max(0, dueAt - Date.now()))
  const left = await untilNobodyWaits(dueAt)
  memory.stop()
  report(memory.points, left)
} finally {
  server.kill('SIGTERM')
  await Promise.race([once(server, 'exit'), pause(5_000)])
  rmSync(state, { recursive: true, force: true })
}

/** Everybody comes into the journey 17 times, 25 people in one request. */
async function begin(dueAt: number): Promise<void> {
  const at = new Date(dueAt).toISOString()
  const queue = Array.from({ length: Math.ceil(people / 25) }, (_, n) => n * 25)
  const next = async (): Promise<void> => {
    for (let first = queue.shift(); first !== undefined; first = queue.shift()) {
      const batch = Array.from(
        { length: Math.min(25, people - first) },
        (_, n) => first + n
      ).flatMap((person) => Array.from({ length: runsEach }, (_, n) => begun(person, n, at)))
      await call('/v1/batch', {
        ...{ method: 'POST', body: JSON.stringify({ batch }) },
        headers: { authorization: 'Bearer sk_demo' },
      })
    }
  }
  await Promise.all([next(), next(), next(), next()])
}

function begun(person: number, n: number, at: string) {
  return {
    ...{ type: 'track', event: 'Begun', messageId: `b-${person}-${n}` },
    anonymousId: `bench-timers-${String(person).padStart(8, '0')}`,
    properties: { n, at },
  }
}

/** Looks at memory twice a second, from outside, until it is stopped. */
function sampleMemory(dueAt: number): { points: Point[]; stop(): void } {
  const points: Point[] = []
  const timer = setInterval(() => {
    const second = Math.round((Date.now() - dueAt) / 100) / 10
    points.push({ second, mib: residentMib(server.pid ?? 0) })
  }, 500)
  return { points, stop: () => clearInterval(timer) }
}

/**
 * Asks once a second until nobody waits any more. The server answers between its alarms, so an answer
 * may be long on its way, and several at once.
 */
async function untilNobodyWaits(dueAt: number): Promise<number> {
  let left = people * timersEach
  let asking = 0
  const ask = async (): Promise<void> => {
    asking += 1
    left = await timersLeft().finally(() => {
      asking -= 1
    })
  }
  for (let n = 0; left > 0 && Date.now() < dueAt + longestMs; n += 1) {
    if (n % 10 === 0) console.log(`  ${Math.round((Date.now() - dueAt) / 1_000)} s: ${left} left`)
    if (asking < maxAsking) ask().catch(fail)
    await pause(1_000)
  }
  return left
}

function fail(error: unknown): void {
  console.error(String(error))
  process.exitCode = 1
}

async function timersLeft(): Promise<number> {
  const answer = await call('/v1/admin/sites/demo/journeys', { headers: { authorization } })
  const { waiting = {} } = ((await answer.json()) as JourneysAnswer).journeys.timers ?? {}
  return 2 * (waiting.first ?? 0) + (waiting.second ?? 0)
}

function report(points: readonly Point[], left: number): void {
  const peak = Math.max(...points.map(({ mib }) => mib))
  const seconds = points.at(-1)?.second
  const end = left === 0 ? `all rang within ${seconds} s` : `${left} are left`
  console.log(`\n${people * timersEach} timers of ${people} people: ${end}`)
  console.log(`memory: ${peak} MiB at most with all of them awake; budget ${budgetMib} MiB`)
  mkdirSync('bench/out', { recursive: true })
  const results = { people, timers: people * timersEach, budgetMib, points }
  writeFileSync('bench/out/timers.json', JSON.stringify(results, null, 2))
  if (left > 0 || peak > budgetMib) process.exitCode = 1
}

async function call(path: string, init: RequestInit): Promise<Response> {
  const headers = { authorization, 'content-type': 'application/json', ...init.headers }
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer
}

async function untilReady(): Promise<void> {
  for (let tries = 0; tries < 600 && server.exitCode === null; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined)
    if (answer?.ok) return
    await pause(100)
  }
  throw new Error('The server did not come up within a minute.')
}
