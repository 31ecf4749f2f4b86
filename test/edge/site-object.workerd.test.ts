import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { siteObject } from '../../edge/site/address.ts'
import { findSite } from '../../edge/site/live-site.ts'
import { createPublisher } from '../../edge/site/publisher.ts'
import { seal, unseal } from '../../edge/site/seal.ts'
import type { Snapshot } from '../../shared/site/config.ts'
import { bindings, newSite, plainSite } from './workerd/site.ts'

const who = () => ({ by: 'test', now: Date.now() })
const stub = (site: string) => bindings.SITE.getByName(site)
const inKv = (site: string) => bindings.CONFIG.get<Snapshot>(`site:${site}`, 'json')

/** Everything that the site's object stores, as text. */
const storedBy = (site: string) =>
  runInDurableObject(stub(site), (_, { storage: { sql } }) => {
    const names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '_cf%'"
    const tables = sql.exec<{ name: string }>(names).toArray()
    return JSON.stringify(tables.map(({ name }) => sql.exec(`SELECT * FROM ${name}`).toArray()))
  })

describe('publishing', () => {
  test('puts configuration and keys into one snapshot', async () => {
    const site = await newSite()
    const { key } = await siteObject(bindings, site).createKey('public', 'shop', who())
    expect(await inKv(site)).toMatchObject({
      ...{ site, version: 1, config: plainSite },
      keys: [{ kind: 'public', match: key, label: 'shop' }],
    })
  })

  test('is younger with every change, whatever the clock does', async () => {
    const site = await newSite()
    const times: number[] = []
    for (const now of [Date.now(), Date.now() - 60_000, 0]) {
      await siteObject(bindings, site).createKey('public', '', { by: 'test', now })
      times.push((await inKv(site))?.publishedAt ?? 0)
    }
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(new Set(times).size).toBe(3)
  })

  test('that KV refused is brought there by alarm', async () => {
    const site = await newSite()
    await runInDurableObject(stub(site), async (_, { storage }) => {
      const refusing = { put: () => Promise.reject(new Error('429')) } as unknown as KVNamespace
      const publisher = createPublisher(site, storage, refusing)
      storage.sql.exec('UPDATE versions SET note = ?', 'changed')
      storage.sql.exec("UPDATE versions SET config = json_set(config, '$.name', 'Later')")
      publisher.mark(Date.now())
      await publisher.flush()
    })
    expect(await inKv(site)).toMatchObject({ config: { name: plainSite.name } })
    expect(await runDurableObjectAlarm(stub(site))).toBe(true)
    expect(await inKv(site)).toMatchObject({ config: { name: 'Later' } })
  })
})

describe('secrets (O9)', () => {
  const shared = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC1zZWNyZXQ'

  test('stand nowhere as they are', async () => {
    const site = await newSite()
    const { key } = await siteObject(bindings, site).createKey('secret', '', who())
    await runInDurableObject(stub(site), (object: object) => {
      // The test's bindings have no secret of their own; the local one will do.
      Object.assign((object as { env: object }).env, { ATTUNE_LOCAL: '1' })
    })
    const jwk = { kty: 'oct', k: shared }
    await siteObject(bindings, site).putIdentityKey({ kid: 'main', alg: 'HS256', jwk }, who())
    const everything = (await storedBy(site)) + JSON.stringify(await inKv(site))
    expect(everything).toContain('"sealed"')
    expect(everything).not.toContain(key)
    expect(everything).not.toContain(shared)
  })

  test('are not kept at all by a worker that has no secret', async () => {
    const site = await newSite()
    await runInDurableObject(stub(site), (object: object) => {
      Object.assign((object as { env: object }).env, { ATTUNE_LOCAL: undefined })
    })
    const jwk = { kty: 'oct', k: shared }
    const isKept = await siteObject(bindings, site).putIdentityKey(
      { kid: 'main', alg: 'HS256', jwk },
      who()
    )
    expect([isKept, (await inKv(site))?.identityKeys]).toEqual([false, []])
  })

  test('open for their purpose and under their master only', async () => {
    const env = { ...bindings, ATTUNE_SECRET: 'one' }
    const sealed = (await seal(env, 'a', 'hello')) ?? ''
    expect(await unseal(env, 'a', sealed)).toBe('hello')
    expect(await unseal(env, 'b', sealed)).toBeUndefined()
    expect(await unseal({ ...env, ATTUNE_SECRET: 'two' }, 'a', sealed)).toBeUndefined()
  })
})

describe('the audit log', () => {
  test('is only ever added to: the object has no way to change it', async () => {
    const site = await newSite()
    await siteObject(bindings, site).createKey('secret', 'till', who())
    const entries = await siteObject(bindings, site).audit()
    expect(entries.map(({ did }) => did)).toEqual(['key.created', 'config.published'])
    expect(JSON.stringify(entries)).not.toContain('sk_')
  })
})

describe('a published site in memory', () => {
  const find = (site: string, now: number, atLeast = 0) =>
    findSite(site, { env: bindings, now, atLeast, waitUntil: (work) => void pending.push(work) })
  const pending: Promise<unknown>[] = []
  const publish = (site: string) =>
    siteObject(bindings, site).publish({ config: plainSite, ...who() })

  test('is refreshed behind the answers, and waited for when it is too old', async () => {
    const site = await newSite()
    const start = Date.now()
    expect((await find(site, start))?.snapshot.version).toBe(1)
    await publish(site)
    // Fresh for half a minute; then the old one answers once more, and the next is there.
    expect((await find(site, start + 29_000))?.snapshot.version).toBe(1)
    expect((await find(site, start + 31_000))?.snapshot.version).toBe(1)
    await Promise.all(pending)
    expect((await find(site, start + 31_001))?.snapshot.version).toBe(2)
    await publish(site)
    expect((await find(site, start + 3_600_000))?.snapshot.version).toBe(3)
  })

  test('never goes back, whatever KV answers (C3)', async () => {
    const site = await newSite()
    const old = await bindings.CONFIG.get(`site:${site}`)
    await publish(site)
    const now = Date.now()
    expect((await find(site, now))?.snapshot.version).toBe(2)
    await bindings.CONFIG.put(`site:${site}`, old ?? '')
    expect((await find(site, now + 3_600_000))?.snapshot.version).toBe(2)
  })

  test('is asked for at its source when somebody has seen a newer one, and not more than once a second', async () => {
    const site = await newSite()
    const now = Date.now()
    await find(site, now)
    await publish(site)
    expect((await find(site, now + 1, 2))?.snapshot.version).toBe(2)
    // A version that does not exist costs one look, and is not believed.
    await publish(site)
    expect((await find(site, now + 2, 1e9))?.snapshot.version).toBe(2)
    expect((await find(site, now + 1_002, 1e9))?.snapshot.version).toBe(3)
  })

  test('that nobody has published is none', async () => {
    expect(await find('no-such-site', Date.now())).toBeUndefined()
  })
})
