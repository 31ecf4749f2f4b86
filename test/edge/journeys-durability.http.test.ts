import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalWorker, startWorker } from '../../scripts/local/worker.ts'
import type { Journey } from '../../shared/journey/schema.ts'

/** How often the server is taken away. `KILLS=25 vitest run --project http journeys-dura` is the full proof. */
const kills = Number(process.env.KILLS ?? 2)
const [port, receiverPort] = [9500, 9501]
const perRound = 12
const people = 6
const adminToken = 'journeys'
/** Longer than any delivery here takes, so that two of one message never run side by side. */
const leaseMs = 1_500

/** Two messages an occurrence, at times of its own: a timer, a step that acts, another timer. */
const journey: Journey = {
  entry: { on: 'event', event: 'Begun' },
  key: 'properties.n',
  steps: [
    // A busy machine may be late for the first time already: then it is now.
    { id: 'first-time', do: 'waitUntil', date: 'journey.entry.properties.first', past: 'first' },
    { id: 'first', do: 'send', transactional: true, messages: { crm: { data: {} } } },
    { id: 'second-time', do: 'waitUntil', date: 'journey.entry.properties.second', past: 'second' },
    { id: 'second', do: 'send', transactional: true, messages: { crm: { data: {} } } },
  ],
}
const config = {
  name: 'Durable',
  channels: { crm: { kind: 'webhook', url: 'https://crm.shop.com/hook' } },
  journeys: { timers: journey },
}

let state = ''
let worker: LocalWorker
let receiver: Server
/** Deliveries by what they are about: the ids they came under. */
const arrived = new Map<string, string[]>()

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'attune-journeys-'))
  receiver = createServer(async (request, answer) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const { data } = JSON.parse(Buffer.concat(parts).toString())
    const name = `${data.key}/${data.step}`
    const id = String(request.headers['webhook-id'])
    arrived.set(name, [...(arrived.get(name) ?? []), id])
    // Slow enough that a kill can come between the delivery and the note of it.
    await pause(Math.random() * 120)
    answer.writeHead(204).end()
  }).listen(receiverPort, '127.0.0.1')
  await once(receiver, 'listening')
})
afterAll(async () => {
  await worker?.stop()
  receiver.closeAllConnections()
  receiver.close()
  await rm(state, { recursive: true, force: true })
})

const start = () =>
  startWorker({ port, state, adminToken, leaseMs, receiver: `http://127.0.0.1:${receiverPort}` })

/** Messages that some object still means to deliver. */
async function onTheirWay(): Promise<number> {
  const lists = await Promise.all(
    Array.from({ length: people }, async (_, n) => {
      const answer = await fetch(`${worker.url}/v1/profiles/user_id:person-${n}/messages`, {
        headers: { authorization: 'Bearer sk_demo' },
      })
      expect(answer.status).toBe(200)
      return ((await answer.json()) as { messages: unknown[] }).messages.length
    })
  )
  return lists.reduce((sum, length) => sum + length, 0)
}

/** Sends an occurrence until it is acknowledged. */
async function begin(n: number): Promise<void> {
  const now = Date.now()
  const at = (ms: number) => new Date(now + ms).toISOString()
  const event = {
    ...{ messageId: `begun-${n}`, type: 'track', event: 'Begun' },
    userId: `person-${n % people}`,
    properties: {
      n,
      first: at(300 + Math.random() * 1_200),
      second: at(1_600 + Math.random() * 900),
    },
  }
  const answer = await fetch(`${worker.url}/v1/batch`, {
    ...{ method: 'POST', body: JSON.stringify({ batch: [event] }) },
    headers: { authorization: 'Bearer sk_demo' },
  })
  expect(answer.status).toBe(200)
}

test(
  `each occurrence is one message, through ${kills} kills at any moment (D20, D22)`,
  async () => {
    worker = await start()
    const published = await fetch(`${worker.url}/v1/admin/sites/demo/config`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${adminToken}` },
      body: JSON.stringify({ config }),
    })
    expect(published.status, await published.clone().text()).toBe(200)

    let begun = 0
    for (let kill = 0; kill < kills; kill += 1) {
      for (let n = 0; n < perRound; n += 1) await begin(begun++)
      await pause(Math.random() * 2_800)
      await worker.kill()
      worker = await start()
    }
    const expected = begun * 2
    // An attempt that the kill cut off is repeated when its lease is over.
    await expect.poll(() => arrived.size, { timeout: 90_000, interval: 100 }).toBe(expected)
    // A delivery whose end nobody noted comes once more; after that nobody means to send anything.
    await expect.poll(onTheirWay, { timeout: 30_000, interval: 100 }).toBe(0)

    const deliveries = [...arrived.values()]
    expect(deliveries.filter((ids) => new Set(ids).size > 1)).toEqual([])
    const copies = deliveries.reduce((sum, ids) => sum + ids.length - 1, 0)
    // Of what was on its way when the power went, each may have come and not been noted.
    expect(copies).toBeLessThanOrEqual(kills * 2 * people)
    expect(Math.max(...deliveries.map((ids) => ids.length))).toBeLessThanOrEqual(1 + kills)
    console.log(`${expected} messages, ${kills} kills, ${copies} came twice under the same id`)
  },
  180_000 + kills * 40_000
)
