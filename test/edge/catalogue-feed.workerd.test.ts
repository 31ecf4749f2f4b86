import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { catalogueObject } from '../../edge/catalogue/address.ts'
import { readCatalogue } from '../../edge/catalogue/live-catalogue.ts'
import { publishCatalogue } from '../../edge/catalogue/publishing.ts'
import type { Item } from '../../shared/catalogue/item.ts'
import { bindings } from './workerd/site.ts'

let sites = 0
const newSite = () => `feed-${sites++}-${Date.now().toString(36)}`
const items = (count: number, price = 1): Item[] =>
  Array.from({ length: count }, (_, i) => ({ id: `i${i}`, price, category: `c${i % 7}` }))

const stub = (site: string) => bindings.CATALOGUE.getByName(site)
const chunkKeys = async (site: string) => {
  const manifest = await bindings.CONFIG.get<{ chunks: string[] }>(`catalogue:${site}`, 'json')
  return manifest?.chunks ?? []
}

async function feed(site: string, list: readonly Item[]) {
  const catalogue = catalogueObject(bindings, site)
  await catalogue.beginFeed('f')
  for (let i = 0; i < list.length; i += 500) await catalogue.feed('f', list.slice(i, i + 500))
  return catalogue.endFeed('f', { mayShrink: false, now: Date.now() })
}

test('a feed that another one has overtaken is told so, and changes nothing', async () => {
  const site = newSite()
  const catalogue = catalogueObject(bindings, site)
  await catalogue.beginFeed('first')
  await catalogue.feed('first', items(3))
  await catalogue.beginFeed('second')
  expect(await catalogue.feed('first', items(1))).toBe('lost')
  expect(await catalogue.endFeed('first', { mayShrink: true, now: Date.now() })).toBe('lost')
  expect(await catalogue.summary()).toMatchObject({ items: 0, version: 0 })
})

test('a feed whose object died is told so, and changes nothing', async () => {
  const site = newSite()
  const catalogue = catalogueObject(bindings, site)
  await catalogue.beginFeed('f')
  await catalogue.feed('f', items(3))
  await evictDurableObject(stub(site))
  expect(await catalogue.endFeed('f', { mayShrink: true, now: Date.now() })).toBe('lost')
  expect(await catalogue.summary()).toMatchObject({ items: 0 })
})

test('one changed item rewrites one chunk of many, and old chunks leave later', async () => {
  const site = newSite()
  expect(await feed(site, items(3_500))).toMatchObject({ items: 3_500, changed: 3_500 })
  const before = await chunkKeys(site)
  expect(before).toHaveLength(4)
  await catalogueObject(bindings, site).put([{ id: 'i7', price: 9 }], Date.now())
  await runDurableObjectAlarm(stub(site))
  const after = await chunkKeys(site)
  const gone = before.filter((key) => !after.includes(key))
  expect([gone.length, after.length]).toEqual([1, 4])
  expect(await readCatalogue(bindings, site)).toMatchObject({ size: 3_500, version: 2 })
  expect((await readCatalogue(bindings, site))?.item('i7')).toEqual({ id: 'i7', price: 9 })
  expect(await bindings.CONFIG.get(gone[0] ?? '')).not.toBeNull()
  await runInDurableObject(stub(site), (_, { storage }) => {
    storage.sql.exec('UPDATE chunks SET leaves_at = 1 WHERE leaves_at IS NOT NULL')
  })
  await runDurableObjectAlarm(stub(site))
  expect(await bindings.CONFIG.get(gone[0] ?? '')).toBeNull()
})

test('what KV refused is brought there by alarm', async () => {
  const site = newSite()
  await catalogueObject(bindings, site).put(items(1), Date.now())
  await runInDurableObject(stub(site), async (_, { storage }) => {
    const refusing = { put: () => Promise.reject(new Error('429')) } as unknown as KVNamespace
    const publishing = publishCatalogue(storage.sql, { site, kv: refusing, now: Date.now() })
    await expect(publishing).rejects.toThrow('429')
  })
  expect(await readCatalogue(bindings, site)).toBeUndefined()
  await runDurableObjectAlarm(stub(site))
  expect(await readCatalogue(bindings, site)).toMatchObject({ size: 1 })
})

test('a manifest that is ahead of its chunks leaves the catalogue as it was', async () => {
  const site = newSite()
  await feed(site, items(2))
  expect(await readCatalogue(bindings, site)).toMatchObject({ version: 1, size: 2 })
  const manifest = JSON.stringify({ version: 9, at: 1, chunks: [`catalogue:${site}:nowhere`] })
  await bindings.CONFIG.put(`catalogue:${site}`, manifest)
  expect(await readCatalogue(bindings, site)).toMatchObject({ version: 1, size: 2 })
})
