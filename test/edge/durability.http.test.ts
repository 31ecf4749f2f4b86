import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalWorker, startWorker } from '../../scripts/local/worker.ts'

/** How often the server is taken away. `KILLS=25 vitest run --project http durability` is the full proof. */
const kills = Number(process.env.KILLS ?? 3)
const port = Number(process.env.DURABILITY_PORT ?? 8812)
const writers = 4
const batchSize = 50
const adminToken = 'durability'

let state = ''
let worker: LocalWorker

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'attune-durability-'))
})
afterAll(async () => {
  await worker?.stop()
  await rm(state, { recursive: true, force: true })
})

interface Sent {
  visitor: string
  body: string
  isAcknowledged: boolean
}

let messages = 0

function newBatch(visitor: string): Sent {
  const batch = Array.from({ length: batchSize }, () => ({
    ...{ messageId: `d-${messages++}`, type: 'track', event: 'Seen', anonymousId: visitor },
  }))
  return { visitor, body: JSON.stringify({ batch }), isAcknowledged: false }
}

async function post(sent: Sent): Promise<number> {
  const headers = { authorization: 'Bearer sk_demo' }
  const answer = await fetch(`${worker.url}/v1/batch`, { method: 'POST', body: sent.body, headers })
  const { verdicts } = (await answer.json()) as { verdicts?: string[][] }
  sent.isAcknowledged ||= verdicts?.length === batchSize
  return verdicts?.filter(([, verdict]) => verdict === 'ok').length ?? 0
}

/** Writes until the server is gone. */
async function write(visitor: string, sent: Sent[]): Promise<void> {
  for (;;) {
    const batch = newBatch(visitor)
    sent.push(batch)
    try {
      await post(batch)
    } catch {
      return
    }
  }
}

async function countOf(visitor: string): Promise<number> {
  const headers = { authorization: 'Bearer sk_demo' }
  const answer = await fetch(`${worker.url}/v1/profiles/anonymous_id:${visitor}`, { headers })
  const { events } = (await answer.json()) as { events?: Record<string, { count: number }> }
  return events?.Seen?.count ?? 0
}

test(
  `nothing acknowledged is lost or counted twice in ${kills} kills (D3, D4, C2)`,
  async () => {
    const visitors = Array.from({ length: writers }, (_, i) => `durable-visitor-${i}`)
    const sent: Sent[] = []
    worker = await startWorker({ port, state, adminToken })
    const published = await fetch(`${worker.url}/v1/admin/sites/demo/config`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${adminToken}` },
      body: JSON.stringify({ config: { name: 'Durable' } }),
    })
    expect(published.status).toBe(200)

    for (let kill = 0; kill < kills; kill += 1) {
      const writing = Promise.all(visitors.map((visitor) => write(visitor, sent)))
      await pause(150 + Math.random() * 500)
      await worker.kill()
      await writing
      worker = await startWorker({ port, state, adminToken })

      for (const visitor of visitors) {
        const mine = sent.filter((batch) => batch.visitor === visitor)
        const acknowledged = mine.filter((batch) => batch.isAcknowledged).length * batchSize
        const stored = await countOf(visitor)
        expect(stored).toBeGreaterThanOrEqual(acknowledged)
        expect(stored).toBeLessThanOrEqual(mine.length * batchSize)
        // A batch is there or not: never a part of it.
        expect(stored % batchSize).toBe(0)
      }
    }

    // Whoever got no answer sends again, and everybody else as well.
    for (const batch of sent) await post(batch)
    for (const batch of sent.slice(0, 20)) expect(await post(batch)).toBe(0)
    for (const visitor of visitors) {
      const mine = sent.filter((batch) => batch.visitor === visitor)
      expect(await countOf(visitor)).toBe(mine.length * batchSize)
    }
    console.log(`${sent.length * batchSize} events, ${kills} kills`)
  },
  60_000 + kills * 40_000
)
