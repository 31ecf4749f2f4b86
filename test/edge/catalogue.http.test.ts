import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Edge,
  newVisitor,
  refusalOf,
  send,
  startEdge,
  type TestSite,
  view,
} from './http/server.ts'

let edge: Edge

beforeAll(async () => {
  edge = await startEdge()
})
afterAll(() => edge.close())

const shop = () =>
  edge.site({
    identity: { mode: 'off' },
    catalogue: { currency: 'EUR' },
    actions: {
      again: {
        slots: ['hero'],
        item: 'viewed.latest.id',
        when: { 'viewed.count': { $gte: 1 }, 'viewed.latest.item.available': true },
        variants: {
          a: { content: { type: 'text', text: '{{ item.name }} for {{ item.price }}' } },
        },
      },
    },
  })

const call = (site: TestSite, path: string, init: RequestInit = {}) => {
  const headers = { authorization: `Bearer ${site.secretKey}`, ...init.headers }
  return edge.fetch(path, { ...init, headers })
}
const put = (site: TestSite, format: string, body: BodyInit, more = '') =>
  call(site, `/v1/catalogue?format=${format}${more}`, { method: 'PUT', body })
const json = async (answer: Promise<Response>) => (await answer).json()

const csv = 'id,title,price,availability\na,Boots,90,in stock\nb,Hat,20,out of stock\n'
const ndjson = '{"id":"a","name":"Boots","price":90}\n{"name":"nobody"}\n{"id":"c"}\n'
const xml =
  '<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>d</g:id><g:price>5 USD</g:price></item></channel></rss>'

/** What the page of somebody who has just viewed an item shows. */
async function shown(site: TestSite, product_id: string) {
  const answer = await send(edge, site, {
    visitor: newVisitor(),
    events: [view({ properties: { product_id } })],
    slots: ['hero'],
  })
  const [decision] = answer.decisions
  return decision && 'text' in decision.content ? decision.content.text : undefined
}

describe('a feed', () => {
  test('as CSV, NDJSON or XML is in force when all of it has been read', async () => {
    const site = await shop()
    expect(await json(put(site, 'csv', csv))).toEqual({
      ...{ items: 2, changed: 2, removed: 0, refused: 0, problems: [] },
    })
    expect(await json(put(site, 'ndjson', ndjson))).toMatchObject({
      ...{ items: 2, changed: 2, removed: 1, refused: 1 },
      problems: [{ record: 2, code: 'id_invalid', path: 'id' }],
    })
    const packed = call(site, '/v1/catalogue', {
      method: 'PUT',
      body: gzipSync(xml),
      headers: { 'content-encoding': 'gzip', 'content-type': 'application/xml' },
    })
    expect(await json(packed)).toMatchObject({ items: 1, removed: 2 })
    expect(await json(call(site, '/v1/catalogue/items/d'))).toEqual({
      id: 'd',
      price: 5,
      currency: 'USD',
    })
    expect(await json(call(site, '/v1/catalogue'))).toMatchObject({ version: 3, items: 1 })
  })

  test('that breaks off changes nothing', async () => {
    const site = await shop()
    await put(site, 'csv', csv)
    const broken = await put(site, 'xml', xml.slice(0, -30))
    expect(await refusalOf(broken)).toMatchObject({ status: 422, code: 'invalid_request' })
    expect(await json(call(site, '/v1/catalogue'))).toMatchObject({ version: 1, items: 2 })
  })

  test('that would take most of a catalogue away must say that it may', async () => {
    const site = await shop()
    const many = Array.from({ length: 50 }, (_, i) => `{"id":"i${i}"}\n`).join('')
    await put(site, 'ndjson', many)
    expect(await refusalOf(await put(site, 'csv', csv))).toMatchObject({ code: 'feed_shrinks' })
    expect(await json(put(site, 'csv', csv, '&allow=shrink'))).toMatchObject({ removed: 50 })
  })

  test('that says the same as before is no news', async () => {
    const site = await shop()
    await put(site, 'csv', csv)
    expect(await json(put(site, 'csv', csv))).toMatchObject({ changed: 0, removed: 0 })
    expect(await json(call(site, '/v1/catalogue'))).toMatchObject({ version: 1 })
  })

  test.each([
    ['of a kind nobody knows', '/v1/catalogue?format=pdf', 'invalid_request'],
    ['of a site that declares none', '/v1/catalogue?format=csv', 'not_found'],
  ])('%s is refused', async (_, path, code) => {
    const site = code === 'not_found' ? await edge.site() : await shop()
    const answer = await call(site, path, { method: 'PUT', body: csv })
    expect(await refusalOf(answer)).toMatchObject({ code })
  })

  test('is the back end’s business alone', async () => {
    const site = await shop()
    const headers = { authorization: `Bearer ${site.publicKey}` }
    const answer = await edge.fetch('/v1/catalogue?format=csv', {
      method: 'PUT',
      body: csv,
      headers,
    })
    expect(await refusalOf(answer)).toMatchObject({ code: 'secret_key_needed' })
  })
})

describe('what the catalogue says', () => {
  test('is what conditions and content see, whatever the page said of the item', async () => {
    const site = await shop()
    await put(site, 'csv', csv)
    await expect.poll(() => shown(site, 'a'), { timeout: 10_000 }).toBe('Boots for 90')
    expect(await shown(site, 'b')).toBeUndefined()
    const items = JSON.stringify({ items: [{ id: 'b', name: 'Hat', price: 15, available: true }] })
    expect(await json(call(site, '/v1/catalogue/items', { method: 'POST', body: items }))).toEqual({
      ...{ items: 1, changed: 1 },
    })
    await expect.poll(() => shown(site, 'b'), { timeout: 10_000 }).toBe('Hat for 15')
    expect((await call(site, '/v1/catalogue/items/b', { method: 'DELETE' })).status).toBe(204)
    await expect.poll(() => shown(site, 'b'), { timeout: 10_000 }).toBeUndefined()
  })

  test('is refused item by item with the place of the fault', async () => {
    const site = await shop()
    const body = JSON.stringify({ items: [{ id: 'a' }, { id: 'b', price: 'ask' }] })
    const answer = await call(site, '/v1/catalogue/items', { method: 'POST', body })
    expect(await refusalOf(answer)).toMatchObject({
      code: 'invalid_request',
      path: 'items.1.price',
    })
  })
})
