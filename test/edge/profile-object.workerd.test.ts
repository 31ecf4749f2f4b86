import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { openStorage } from '../../edge/profile/storage.ts'
import { objectOf, personOf, viewed, visit, visitOf } from './workerd/people.ts'
import { newSite } from './workerd/site.ts'

/** Rows that a piece of work writes to an object, as the platform will bill them. */
async function rowsWrittenBy(site: string, id: string, work: () => Promise<unknown>) {
  const cursors: { rowsWritten: number }[] = []
  await runInDurableObject(objectOf(site, id), (_, { storage: { sql } }) => {
    const exec = sql.exec.bind(sql)
    sql.exec = (query: string, ...values: never[]) => {
      const cursor = exec(query, ...values)
      cursors.push(cursor)
      return cursor as never
    }
  })
  await work()
  return runInDurableObject(objectOf(site, id), () =>
    cursors.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0)
  )
}

describe('a visit', () => {
  test('folds its events before it decides (C1)', async () => {
    const site = await newSite()
    const answer = await visit(site, 'a', { events: [viewed()] })
    expect(answer.decisions).toMatchObject([{ slot: 'hero', content: { text: 'Seen 1' } }])
  })

  test('applies an event once, however often it comes', async () => {
    const site = await newSite()
    const event = viewed()
    const first = await visit(site, 'a', { events: [event, event] })
    const second = await visit(site, 'a', { events: [event] })
    expect(first.verdicts.map(([, verdict]) => verdict)).toEqual(['ok', 'dup'])
    expect(second.verdicts).toEqual([[event.id, 'dup']])
    expect(second.decisions).toMatchObject([{ content: { text: 'Seen 1' } }])
  })

  test('reports the same id with another payload as a conflict, and the first one stays (D7)', async () => {
    const site = await newSite()
    const event = viewed()
    await visit(site, 'a', { events: [event] })
    const forged = { ...event, properties: { product_id: 'other' } }
    const answer = await visit(site, 'a', { events: [forged] })
    expect(answer.verdicts).toEqual([[event.id, 'conflict']])
  })

  test('refuses an event of a page that is older than a week as stale', async () => {
    const site = await newSite()
    const at = Date.now() - 8 * 86_400_000
    const answer = await visit(site, 'a', {
      events: [viewed({ at }), viewed({ at, origin: 'server' })],
    })
    expect(answer.verdicts.map(([, verdict]) => verdict)).toEqual(['stale', 'ok'])
  })

  test('keeps ids of pages and of back ends apart, so that nobody can use up the other’s (S19)', async () => {
    const site = await newSite()
    const event = viewed()
    await visit(site, 'a', { events: [event] })
    const answer = await visit(site, 'a', { events: [{ ...event, origin: 'server' }] })
    expect(answer.verdicts).toEqual([[event.id, 'ok']])
  })

  test('writes one row, whatever the number of events', async () => {
    const site = await newSite()
    await visit(site, 'a', { events: [viewed()] })
    const one = await rowsWrittenBy(site, 'a', () => visit(site, 'a', { events: [viewed()] }))
    const fifty = Array.from({ length: 50 }, () => viewed())
    const many = await rowsWrittenBy(site, 'a', () => visit(site, 'a', { events: fifty }))
    expect([one, many]).toEqual([1, 1])
  })

  test('writes two rows when a chunk of the log is full, and no more in the long run', async () => {
    const site = await newSite()
    await visit(site, 'a', { events: [viewed()] })
    const rows: number[] = []
    for (let batch = 0; batch < 12; batch += 1) {
      const events = Array.from({ length: 40 }, () => viewed())
      rows.push(await rowsWrittenBy(site, 'a', () => visit(site, 'a', { events })))
    }
    expect(new Set(rows)).toEqual(new Set([1, 2]))
  })

  test('reads rows of the first format, and goes on from them', async () => {
    const site = await newSite()
    const [event, next] = [viewed(), viewed()]
    await visit(site, 'a', { events: [event] })
    await runInDurableObject(objectOf(site, 'a'), (_, { storage: { sql } }) => {
      const record = openStorage(sql).load()
      sql.exec('CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), record TEXT)')
      sql.exec('INSERT INTO state VALUES (1, ?)', JSON.stringify(record))
      sql.exec('INSERT INTO log SELECT n, first, last, receipts, seen, lines FROM head')
      sql.exec('DROP VIEW chunks')
      sql.exec('DROP TABLE head')
    })
    await evictDurableObject(objectOf(site, 'a'))
    const answer = await visit(site, 'a', { events: [event, next] })
    expect(answer.verdicts.map(([, verdict]) => verdict)).toEqual(['dup', 'ok'])
    expect(answer.decisions).toMatchObject([{ content: { text: 'Seen 2' } }])
    await evictDurableObject(objectOf(site, 'a'))
    const again = await visit(site, 'a', { events: [event, next] })
    expect(again.verdicts.map(([, verdict]) => verdict)).toEqual(['dup', 'dup'])
    const tables = await runInDurableObject(objectOf(site, 'a'), (_, { storage: { sql } }) =>
      [...sql.exec<{ name: string }>('SELECT name FROM sqlite_master')].map(({ name }) => name)
    )
    expect(tables).not.toContain('state')
  })

  test('writes nothing when nothing changed', async () => {
    const site = await newSite()
    const event = viewed()
    await visit(site, 'a', { events: [event] })
    const asks = { ...visitOf(site).asks, slots: [] }
    const rows = await rowsWrittenBy(site, 'a', () => visit(site, 'a', { events: [event], asks }))
    expect(rows).toBe(0)
  })

  test('remembers where its page says it is, once there is something to remember', async () => {
    const site = await newSite()
    const asks = { ...visitOf(site).asks, place: { timezone: 'Asia/Tokyo', locale: 'ja' } }
    const home = () =>
      runInDurableObject(objectOf(site, 'a'), (_, { storage }) => {
        const { timezone, locale } = openStorage(storage.sql).load()?.profile?.home ?? {}
        return [timezone?.value, locale?.value]
      })
    await visit(site, 'a', { asks: { ...asks, slots: [] } })
    expect(await home()).toEqual([undefined, undefined])
    await visit(site, 'a', { asks, events: [viewed()] })
    expect(await home()).toEqual(['Asia/Tokyo', 'ja'])
  })

  test('counts an order once that page and till report, and marks what was told again', async () => {
    const site = await newSite()
    const order = { name: 'Order Completed', properties: { order_id: 'o1', total: 20 } }
    await visit(site, 'a', { events: [viewed(order)] })
    const again = viewed({ ...order, origin: 'server' })
    expect((await visit(site, 'a', { events: [again] })).verdicts).toEqual([[again.id, 'ok']])
    const portrait = await personOf(site, 'a').look(Date.now(), visitOf(site).asks.context)
    expect(portrait).toMatchObject({ events: { 'Order Completed': { count: 1 } } })
    const entries = await personOf(site, 'a').timeline(Date.now() + 1)
    const told = Array.isArray(entries) ? entries.filter(({ kind }) => kind === 'event') : []
    expect(told.map((entry) => 'isRepeat' in entry)).toEqual([true, false])
  })

  test('leaves no storage behind for somebody who was only looked up', async () => {
    const site = await newSite()
    await personOf(site, 'nobody').timeline(Date.now())
    const tables = await runInDurableObject(objectOf(site, 'nobody'), (_, { storage }) =>
      storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '_cf%'").toArray()
    )
    expect(tables).toEqual([])
  })

  test('knows what it knew after the object was evicted', async () => {
    const site = await newSite()
    const event = viewed()
    await visit(site, 'a', { events: [event] })
    await evictDurableObject(objectOf(site, 'a'))
    const answer = await visit(site, 'a', { events: [event, viewed()] })
    expect(answer.verdicts.map(([, verdict]) => verdict)).toEqual(['dup', 'ok'])
    expect(answer.decisions).toMatchObject([{ content: { text: 'Seen 2' } }])
  })

  test('counts every event of parallel batches once (X4)', async () => {
    const site = await newSite()
    const batches = Array.from({ length: 20 }, () => Array.from({ length: 50 }, () => viewed()))
    await Promise.all(batches.map((events) => visit(site, 'a', { events })))
    const portrait = await personOf(site, 'a').look(Date.now(), visitOf(site).asks.context)
    expect(portrait).toMatchObject({ events: { 'Product Viewed': { count: 1_000 } } })
  })

  test('fills one chunk of the log before it begins the next', async () => {
    const site = await newSite()
    for (let batch = 0; batch < 12; batch += 1) {
      await visit(site, 'a', { events: Array.from({ length: 40 }, () => viewed()) })
    }
    const chunks = await runInDurableObject(objectOf(site, 'a'), (_, { storage }) =>
      [...openStorage(storage.sql).chunks()].map(({ n, seen }) => ({ n, seen: seen.byteLength }))
    )
    expect(chunks.length).toBeGreaterThan(2)
    expect(chunks.length).toBeLessThan(8)
    expect(chunks.reduce((sum, { seen }) => sum + Number(seen), 0)).toBe(480 * 16)
  })
})

describe('a receipt', () => {
  test('is found by the id of its decision', async () => {
    const site = await newSite()
    const { decisions, receipts } = await visit(site, 'a', { events: [viewed()] })
    const id = decisions[0]?.id ?? ''
    const time = Number.parseInt(id.split('-')[0] ?? '', 36)
    expect(await personOf(site, 'a').receipt(id, time)).toEqual(receipts[0])
  })
})
