import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { deviceProfile, identityObject } from '../../edge/profile/address.ts'
import { deliver } from '../../edge/profile/deliver.ts'
import { openStorage } from '../../edge/profile/storage.ts'
import { siteObject } from '../../edge/site/address.ts'
import type { Event } from '../../shared/event/event.ts'
import { objectOf, personOf, viewed, visit, visitOf } from './workerd/people.ts'
import { bindings, newSite, plainSite } from './workerd/site.ts'

const dayMs = 86_400_000
const device = 'device-to-be-erased-01'
const canary = 'canary-7f3a@example.com'

const send = (site: string, events: Event[], user?: string) =>
  deliver(bindings, { anonymousId: device, user, mayBeKnown: true }, visitOf(site, { events }))
const till = (site: string, events: Event[]) =>
  deliver(bindings, { user: 'u1', mayBeKnown: true }, visitOf(site, { events }))

/** Every text that the object stores. */
const storedBy = (site: string, id: string) =>
  runInDurableObject(objectOf(site, id), (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '_cf%'"
      )
      .toArray()
    return JSON.stringify(
      tables.map(({ name }) => storage.sql.exec(`SELECT * FROM ${name}`).toArray())
    )
  })

/** A person known at the till, whose device was merged into the profile. */
async function somebody() {
  const site = await newSite()
  const email = { name: 'identify', type: 'identify', traits: { email: canary } } as const
  const bought = viewed({ ...email, ids: { user_id: 'u1' }, origin: 'server' })
  const { profile } = await till(site, [bought])
  await send(site, [viewed()])
  const seen = viewed({ ids: { user_id: 'u1', anonymous_id: device } })
  await send(site, [seen], 'u1')
  const home = await deviceProfile(site, device)
  return { site, profile, home, late: [bought, seen] }
}

describe('erasure (V6)', () => {
  test('leaves nothing of the person anywhere', async () => {
    const { site, profile, home } = await somebody()
    expect(await storedBy(site, profile)).toContain(canary)
    expect(await personOf(site, profile).erase(Date.now())).toBe('erased')
    expect(await personOf(site, profile).look(Date.now(), visitOf(site).asks.context)).toBe(
      'unknown'
    )
    expect(await personOf(site, home).look(Date.now(), visitOf(site).asks.context)).toBe('unknown')
    expect(await identityObject(bindings, site, 'user_id', 'u1').owner()).toBeUndefined()
    for (const id of [profile, home]) {
      const stored = await storedBy(site, id)
      expect(stored).not.toContain(canary)
      expect(stored).not.toContain('u1')
      expect(stored).not.toContain(device)
    }
  })

  test('is not undone by late copies, by the device or by the till', async () => {
    const { site, profile, late } = await somebody()
    await personOf(site, profile).erase(Date.now())
    const [bought, seen] = late
    const answers = [await till(site, bought ? [bought] : []), await send(site, seen ? [seen] : [])]
    const verdicts = answers.flatMap((answer) => answer.verdicts)
    expect(verdicts.map(([, ...rest]) => rest)).toEqual([
      ['rejected', 'erased'],
      ['rejected', 'erased'],
    ])
  })

  test('lets the person begin anew with what they do from then on', async () => {
    const { site, profile } = await somebody()
    await personOf(site, profile).erase(Date.now() - 500)
    const fresh = viewed({ at: Date.now() })
    expect((await send(site, [fresh])).verdicts).toEqual([[fresh.id, 'ok']])
  })

  test('of somebody nobody knows leaves no trace', async () => {
    const site = await newSite()
    expect(await personOf(site, 'nobody').erase(Date.now())).toBe('unknown')
    expect(await storedBy(site, 'nobody')).toBe('[]')
  })

  test('is forgotten itself after thirty days', async () => {
    const { site, profile } = await somebody()
    await personOf(site, profile).erase(Date.now() - 31 * dayMs)
    await runDurableObjectAlarm(objectOf(site, profile))
    expect(await storedBy(site, profile)).toBe('[]')
  })
})

describe('cleaning (R1, R3)', () => {
  /** Moves everything stored into the past, as if so much time had gone by. */
  async function age(site: string, id: string, days: number) {
    await runInDurableObject(objectOf(site, id), (_, { storage }) => {
      const past = days * dayMs
      storage.sql.exec('UPDATE log SET first = first - ?, last = last - ?', past, past)
      storage.sql.exec('UPDATE head SET first = first - ?, last = last - ?', past, past)
      const rows = openStorage(storage.sql)
      const record = rows.load()
      rows.save({ ...record, touchedAt: (record?.touchedAt ?? 0) - days * dayMs })
    })
  }
  const kept = (site: string, id: string) =>
    runInDurableObject(objectOf(site, id), (_, { storage }) => {
      const entries = [...openStorage(storage.sql).entries(-1e15)]
      return entries.map((entry) => (entry.event ? 'event' : 'receipts'))
    })

  test.each([
    [0, ['event', 'receipts']],
    [29, ['event', 'receipts']],
    [31, ['event']],
    [89, ['event']],
    [91, []],
  ])('after %i days keeps %j', async (days, expected) => {
    const site = await newSite()
    await visit(site, 'a', { events: [viewed()] })
    await age(site, 'a', days)
    await runDurableObjectAlarm(objectOf(site, 'a'))
    expect(await kept(site, 'a')).toEqual(expected)
  })

  describe('for as long as the owner wants', () => {
    const own = { events: '2d', receipts: '1d', profiles: '20d' }
    const somebodyFor = async (days: number) => {
      const site = await newSite({ ...plainSite, retention: own })
      const event = viewed()
      await visit(site, 'a', { events: [event] })
      await age(site, 'a', days)
      await runDurableObjectAlarm(objectOf(site, 'a'))
      return { site, event }
    }

    test.each([
      [0.9, ['event', 'receipts']],
      [1.1, ['event']],
      [2.1, []],
    ])('after %f days keeps %j', async (days, expected) => {
      const { site } = await somebodyFor(days)
      expect(await kept(site, 'a')).toEqual(expected)
    })

    test('knows a late copy for fourteen days all the same (R3)', async () => {
      const { site, event } = await somebodyFor(13)
      expect(await kept(site, 'a')).toEqual([])
      expect((await visit(site, 'a', { events: [event] })).verdicts).toEqual([[event.id, 'dup']])
    })

    test('leaves nothing of somebody idle for longer', async () => {
      const { site } = await somebodyFor(21)
      expect(await storedBy(site, 'a')).toBe('[]')
    })

    test('looks at once when the owner has changed it', async () => {
      const site = await newSite()
      await visit(site, 'a', { events: [viewed()] })
      const config = { ...plainSite, retention: own }
      const published = await siteObject(bindings, site).publish({
        config,
        by: 'x',
        now: Date.now(),
      })
      if (!('version' in published)) throw new Error('not published')
      await visit(site, 'a', { events: [viewed()], atLeast: published.version })
      const next = await runInDurableObject(objectOf(site, 'a'), (_, { storage }) =>
        storage.getAlarm()
      )
      expect(next).toBeLessThanOrEqual(Date.now())
    })
  })

  test('of somebody idle for 395 days leaves nothing', async () => {
    const site = await newSite()
    await visit(site, 'a', { events: [viewed()] })
    await age(site, 'a', 396)
    await runDurableObjectAlarm(objectOf(site, 'a'))
    expect(await storedBy(site, 'a')).toBe('[]')
  })

  test('sets the alarm again as long as something is kept', async () => {
    const site = await newSite()
    await visit(site, 'a', { events: [viewed()] })
    await runDurableObjectAlarm(objectOf(site, 'a'))
    const next = await runInDurableObject(objectOf(site, 'a'), (_, { storage }) =>
      storage.getAlarm()
    )
    expect(Math.round(((next ?? 0) - Date.now()) / dayMs)).toBe(30)
  })
})
