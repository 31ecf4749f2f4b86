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

const newShop = () =>
  edge.site({ identity: { mode: 'off' }, directory: { searchable: ['lastName'] } })

const call = (site: TestSite, path: string, init: RequestInit = {}) =>
  edge.fetch(path, { ...init, headers: { authorization: `Bearer ${site.secretKey}` } })

/** Everything of a kind, page by page; nobody is missing once the directory has heard of all. */
async function exported(site: TestSite, kind: string, more = 'format=ndjson&limit=2') {
  let text = ''
  let cursor: string | null = ''
  while (cursor !== null) {
    const answer = await call(site, `/v1/export/${kind}?${more}${cursor && `&cursor=${cursor}`}`)
    expect(answer.status).toBe(200)
    text += await answer.text()
    cursor = answer.headers.get('attune-cursor')
  }
  return text
}

const imported = async (site: TestSite, kind: string, body: string, format = 'ndjson') =>
  (await call(site, `/v1/import/${kind}?format=${format}`, { method: 'POST', body })).json()

const profileOf = async (site: TestSite, ref: string) => {
  const answer = await call(site, `/v1/profiles/${encodeURIComponent(ref)}`)
  const { segments, ...profile } = (await answer.json()) as Record<string, unknown>
  return profile
}

const known = async (site: TestSite) => {
  const { total } = (await (await edge.admin(site.id, '/people')).json()) as { total: number }
  return total
}

/** Three people: one with two devices and a name, one with a card, one nobody knows. */
async function people(site: TestSite) {
  const [phone, laptop, stranger] = [newVisitor(), newVisitor(), newVisitor()]
  const identify = { type: 'identify', userId: 'ann', traits: { lastName: 'Ames', plan: 'gold' } }
  await send(edge, site, {
    visitor: phone,
    events: [view(), view({ ...identify, event: undefined })],
  })
  await send(edge, site, {
    visitor: laptop,
    events: [view({ ...identify, event: undefined, messageId: 'again' }), view()],
  })
  await send(edge, site, { visitor: stranger, events: [view(), view()], slots: ['hero'] })
  const body = JSON.stringify({
    ...{ userId: 'bo', event: 'Order Completed', messageId: 'o-1', properties: { order_id: '1' } },
    context: { externalIds: [{ type: 'loyalty_card', id: 'c-1' }] },
  })
  await call(site, '/v1/track', { method: 'POST', body })
  await expect.poll(() => known(site), { timeout: 15_000 }).toBe(3)
  return { phone, laptop, stranger }
}

describe('an export of profiles', () => {
  test('imported into an empty site gives the same profiles, once, also in pieces and twice', async () => {
    const [from, to] = [await newShop(), await newShop()]
    const { phone, laptop, stranger } = await people(from)
    const lines = (await exported(from, 'profiles')).trim().split('\n')
    const half = Math.floor(lines.length / 2)
    const first = lines.slice(0, half).join('\n')
    expect(await imported(to, 'profiles', first)).toMatchObject({ added: half, refused: 0 })
    const report = { lines: lines.length, added: lines.length - half, known: half, refused: 0 }
    expect(await imported(to, 'profiles', lines.join('\n'))).toEqual({ ...report, problems: [] })
    const again = { ...report, added: 0, known: lines.length, problems: [] }
    expect(await imported(to, 'profiles', lines.join('\n'))).toEqual(again)

    const refs = ['user_id:ann', 'user_id:bo', 'loyalty_card:c-1', `anonymous_id:${stranger}`]
    for (const ref of [...refs, `anonymous_id:${phone}`]) {
      expect(await profileOf(to, ref)).toEqual(await profileOf(from, ref))
    }
    await expect.poll(() => known(to), { timeout: 15_000 }).toBe(3)
    // A late copy of what happened over there is known here, on whichever device.
    const late = { ...view(), messageId: 'again' }
    const { verdicts } = await send(edge, to, { visitor: laptop, events: [late] })
    expect(verdicts?.[0]?.[1]).not.toBe('ok')
  })

  test('does not bring back who was erased', async () => {
    const site = await newShop()
    await people(site)
    const file = await exported(site, 'profiles')
    await call(site, '/v1/profiles/user_id%3Aann', { method: 'DELETE' })
    const report = await imported(site, 'profiles', file)
    expect(report).toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ code: 'person_erased' })]),
    })
    expect((await call(site, '/v1/profiles/user_id%3Aann')).status).toBe(404)
  })

  test('as CSV carries names and traits, which another site takes in as they are', async () => {
    const [from, to] = [await newShop(), await newShop()]
    await people(from)
    const csv = await exported(from, 'profiles', 'format=csv')
    expect(csv.split('\n')[0]).toBe('profile,userId,anonymousId,createdAt,ids,traits')
    expect(await imported(to, 'profiles', csv, 'csv')).toMatchObject({ lines: 3, added: 3 })
    expect(await imported(to, 'profiles', csv, 'csv')).toMatchObject({ lines: 3, known: 3 })
    expect(await profileOf(to, 'user_id:ann')).toMatchObject({
      traits: { plan: { value: 'gold' } },
    })
  })
})

describe('an export of events', () => {
  test.each(['ndjson', 'csv'])('as %s can be imported elsewhere, and again', async (format) => {
    const [from, to] = [await newShop(), await newShop()]
    await people(from)
    const file = await exported(from, 'events', `format=${format}`)
    const report = { added: 7, known: 0, refused: 0 }
    expect(await imported(to, 'events', file, format)).toMatchObject(report)
    expect(await imported(to, 'events', file, format)).toMatchObject({ added: 0, known: 7 })
    const { events } = await profileOf(from, 'user_id:ann')
    expect(await profileOf(to, 'user_id:ann')).toMatchObject({ events })
  })
})

describe('a file of one’s own', () => {
  test('may be a spreadsheet of people, with a column for each trait', async () => {
    const site = await newShop()
    const csv = 'userId,plan,orders,vip\nzoe,silver,3,true\nyan,gold,0,false\n,nobody,1,true\n'
    expect(await imported(site, 'profiles', csv, 'csv')).toMatchObject({
      ...{ lines: 3, added: 2, refused: 1 },
      problems: [{ line: 3, code: 'identity_missing' }],
    })
    expect(await profileOf(site, 'user_id:zoe')).toMatchObject({
      traits: { plan: { value: 'silver' }, orders: { value: 3 }, vip: { value: true } },
    })
  })

  test('is told line by line what is wrong with it', async () => {
    const site = await newShop()
    const lines = [
      '{"person":"x","part":"state"}',
      'no json',
      '{"person":"aaaaaaaaaaaaaaaaaaaaaa","part":"log"}',
    ]
    expect(await imported(site, 'profiles', lines.join('\n'))).toMatchObject({
      ...{ lines: 3, added: 0, refused: 3 },
      problems: [{ line: 1, path: 'person' }, { line: 2 }, { line: 3, path: 'n' }],
    })
  })

  test.each([
    ['/v1/export/orders', 'GET', 'not_found'],
    ['/v1/export/events?cursor=x', 'GET', 'invalid_request'],
    ['/v1/export/events?limit=5000', 'GET', 'invalid_request'],
    ['/v1/import/events?format=pdf', 'POST', 'invalid_request'],
  ])('%s is refused', async (path, method, code) => {
    const site = await newShop()
    const init = method === 'POST' ? { method, body: '{}' } : { method }
    expect(await refusalOf(await call(site, path, init))).toMatchObject({ code })
  })
})
