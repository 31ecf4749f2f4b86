import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { catalogueObject } from '../../edge/catalogue/address.ts'
import type { Item } from '../../shared/catalogue/item.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { personOf, viewed, visit } from './workerd/people.ts'
import { bindings, newSite, plainSite } from './workerd/site.ts'

const boots: Item = { id: 'boots', name: 'Boots', price: 90, currency: 'EUR', available: false }
/** A journey that waits for something to be told of an item. */
const waitingFor = (event: string): SiteConfig['journeys'] => ({
  told: {
    entry: { on: 'event', event },
    key: 'properties.product_id',
    steps: [{ id: 'note', do: 'set', trait: 'told', value: true, next: 'end' }],
  },
})
const inStock = waitingFor('Product Back In Stock')
const cheaper = waitingFor('Product Price Dropped')

/** Profile ids have 22 letters. */
const idOf = (name: string) => name.padEnd(22, '-')
const [ann, bo] = [idOf('ann'), idOf('bo')]

const stub = (site: string) => bindings.CATALOGUE.getByName(site)
const ring = (site: string) => runDurableObjectAlarm(stub(site))
const put = (site: string, item: Item) => catalogueObject(bindings, site).put([item], Date.now())

/** A shop that sells boots and tells of them. */
async function shop(item: Item, journeys: SiteConfig['journeys']) {
  const site = await newSite({ ...plainSite, catalogue: {}, journeys })
  await put(site, item)
  await ring(site)
  return site
}

const watchers = (site: string) =>
  runInDurableObject(stub(site), (_, { storage }) =>
    storage.sql
      .exec<{ profile: string }>('SELECT profile FROM watchers ORDER BY profile')
      .toArray()
      .map(({ profile }) => profile)
  )

async function heard(site: string, person: string): Promise<unknown> {
  const context = { channel: 'server', timezone: 'UTC', locale: 'en', consent: {}, gpc: false }
  const moment = { ...context, page: {}, more: {}, bot: false }
  const look = await personOf(site, person).look(Date.now(), moment)
  return look
}

const looked = (site: string, person: string) =>
  visit(site, person, { events: [viewed({ properties: { product_id: 'boots' } })] })

describe('somebody who looked at what could not be had', () => {
  test('is told once when it is back, however often the telling is repeated', async () => {
    const site = await shop(boots, inStock)
    await looked(site, ann)
    await expect.poll(() => watchers(site), { timeout: 10_000 }).toEqual([ann])
    await put(site, { ...boots, available: true })
    for (let i = 0; i < 3; i++) await ring(site)
    expect(await heard(site, ann)).toMatchObject({
      events: { 'Product Back In Stock': { count: 1 } },
      traits: { told: { value: true } },
    })
    expect(await catalogueObject(bindings, site).summary()).toMatchObject({ telling: 0 })
  })

  test('is noted once, and forgotten when they are erased', async () => {
    const site = await shop(boots, inStock)
    await looked(site, ann)
    await looked(site, ann)
    await looked(site, bo)
    await expect.poll(() => watchers(site), { timeout: 10_000 }).toEqual([ann, bo])
    await personOf(site, ann).erase(Date.now())
    expect(await watchers(site)).toEqual([bo])
  })

  test('is nobody’s business where no journey tells of it, or it can be had', async () => {
    for (const [item, journeys] of [
      [boots, {}],
      [{ ...boots, available: true }, inStock],
    ] as const) {
      const site = await shop(item, journeys)
      await looked(site, ann)
      // What is noted later arrives no earlier.
      const other = await shop(boots, inStock)
      await looked(other, bo)
      await expect.poll(() => watchers(other), { timeout: 10_000 }).toEqual([bo])
      expect(await watchers(site)).toEqual([])
    }
  })
})

test('a telling of many goes on where it was interrupted, and forgets who is gone', async () => {
  const site = await shop({ ...boots, available: true }, cheaper)
  const ends = [idOf('a-first'), idOf('z-last')]
  for (const person of ends) await looked(site, person)
  const strangers = Array.from({ length: 230 }, (_, i) =>
    idOf(`nobody-${String(i).padStart(4, '0')}`)
  )
  const watches = strangers.map((profile) => ({ item: 'boots', profile }))
  await catalogueObject(bindings, site).watch(watches, Date.now())
  await expect.poll(async () => (await watchers(site)).length, { timeout: 10_000 }).toBe(232)
  await put(site, { ...boots, available: true, price: 60 })
  await ring(site)
  expect(await heard(site, idOf('z-last'))).not.toMatchObject({
    events: { 'Product Price Dropped': { count: 1 } },
  })
  while ((await catalogueObject(bindings, site).summary()).telling > 0) await ring(site)
  for (const person of ends) {
    expect(await heard(site, person)).toMatchObject({
      events: { 'Product Price Dropped': { count: 1 } },
    })
  }
  expect(await watchers(site)).toEqual(ends)
})

test.each<[Item, number]>([
  [{ ...boots, price: 80, available: true }, 2],
  [{ ...boots, price: 95 }, 0],
  [{ ...boots, price: 80, currency: 'USD' }, 0],
  [{ ...boots, name: 'Better boots' }, 0],
])('%j is %i changes worth telling', async (item, changes) => {
  const site = await shop(boots, cheaper)
  await catalogueObject(bindings, site).watch([{ item: 'boots', profile: ann }], Date.now())
  await put(site, item)
  expect(await catalogueObject(bindings, site).summary()).toMatchObject({ telling: changes })
})
