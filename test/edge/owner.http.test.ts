import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Release } from '../../scripts/build/release.ts'
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
let site: TestSite

beforeAll(async () => {
  edge = await startEdge()
  site = await edge.site()
})
afterAll(() => edge.close())

const put = (id: string, config: object, headers: Record<string, string> = {}) =>
  edge.admin(id, '/config', { method: 'PUT', body: JSON.stringify(config), headers })
const config = (text: string) => ({
  name: 'A site',
  slots: { hero: {} },
  actions: {
    a: { slots: ['hero'], variants: { a: { content: { type: 'text' as const, text } } } },
  },
})

describe('publishing', () => {
  test('counts versions and answers the version as ETag', async () => {
    const first = await put('counted', config('one'))
    const second = await put('counted', { config: config('two'), note: 'better' })
    expect([first.headers.get('etag'), second.headers.get('etag')]).toEqual(['"1"', '"2"'])
    const { versions } = (await (await edge.admin('counted', '/versions')).json()) as {
      versions: object[]
    }
    expect(versions).toMatchObject([
      { version: 2, note: 'better' },
      { version: 1, note: '' },
    ])
  })

  test('of a faulty configuration changes nothing and names every fault', async () => {
    const answer = await put('faulty', { name: 'x', surprise: 1, slots: { hero: { top: 'two' } } })
    const problem = (await answer.json()) as { code: string; errors: { path: string }[] }
    expect(answer.status).toBe(422)
    expect(problem.code).toBe('invalid_config')
    expect(problem.errors.map(({ path }) => path)).toContain('slots.hero.top')
    expect((await edge.admin('faulty', '/config')).status).toBe(404)
  })

  test('over a version that is not in force any more is a conflict (X6)', async () => {
    await put('raced', config('one'))
    const [a, b] = await Promise.all(
      ['two', 'three'].map((text) => put('raced', config(text), { 'if-match': '"1"' }))
    )
    const answers = [a, b].map((answer) => answer?.status).sort()
    expect(answers).toEqual([200, 409])
    const refused = a?.status === 409 ? a : b
    expect(await refused?.json()).toMatchObject({ code: 'version_conflict', version: 2 })
  })

  test('needs an ETag where it says If-Match', async () => {
    const answer = await put('raced', config('x'), { 'if-match': 'one' })
    expect(await refusalOf(answer)).toMatchObject({ status: 412, code: 'precondition_failed' })
  })

  test('is seen by pages at once, and rolled back by one call (C5)', async () => {
    const mine = await edge.site(config('old'))
    const shown = async () => {
      const answer = await send(edge, mine, { visitor: newVisitor(), slots: ['hero'] })
      return answer.decisions.map(({ content }) => ('text' in content ? content.text : ''))
    }
    expect(await shown()).toEqual(['old'])
    await put(mine.id, { ...config('new'), origins: [mine.origin] })
    expect(await shown()).toEqual(['new'])
    const back = await edge.admin(mine.id, '/rollback', { method: 'POST', body: '{"version":1}' })
    expect(await back.json()).toMatchObject({ version: 3 })
    expect(await shown()).toEqual(['old'])
  })
})

describe('a draft', () => {
  test('may be anything, is counted, and is guarded against a second editor', async () => {
    const save = (config: object, revision?: number) =>
      edge.admin('drafts', '/draft', {
        method: 'PUT',
        body: JSON.stringify({ config }),
        headers: revision === undefined ? {} : { 'if-match': `"${revision}"` },
      })
    expect(await (await save({ half: 'done' })).json()).toEqual({ revision: 1 })
    expect(await (await save({ half: 'more' }, 1)).json()).toEqual({ revision: 2 })
    expect(await refusalOf(await save({ lost: true }, 1))).toMatchObject({ status: 409 })
    expect(await (await edge.admin('drafts', '/draft')).json()).toMatchObject({
      ...{ revision: 2, config: { half: 'more' } },
    })
    await edge.admin('drafts', '/draft', { method: 'DELETE' })
    expect((await edge.admin('drafts', '/draft')).status).toBe(404)
  })
})

describe('keys', () => {
  test('are shown once, and open nothing after they were revoked (O9)', async () => {
    const mine = await edge.site()
    const { keys } = (await (await edge.admin(mine.id, '/keys')).json()) as {
      keys: { id: string; kind: string }[]
    }
    expect(JSON.stringify(keys)).not.toContain(mine.secretKey)
    const secret = keys.find(({ kind }) => kind === 'secret')
    const ask = () =>
      edge.fetch('/v1/profiles/user_id:x', {
        headers: { authorization: `Bearer ${mine.secretKey}` },
      })
    expect((await ask()).status).toBe(404)
    const gone = await edge.admin(mine.id, `/keys/${secret?.id}`, { method: 'DELETE' })
    expect(gone.status).toBe(204)
    expect((await ask()).status).toBe(401)
  })
})

describe('the audit log (O8)', () => {
  test('names every change, who and when', async () => {
    const headers = { 'attune-actor': 'ada' }
    await put('audited', config('one'), headers)
    await edge.admin('audited', '/keys', { method: 'POST', body: '{"kind":"secret"}', headers })
    const { entries } = (await (await edge.admin('audited', '/audit')).json()) as {
      entries: { did: string; by: string; n: number }[]
    }
    expect(entries.map(({ did, by }) => [did, by])).toEqual([
      ['key.created', 'ada'],
      ['config.published', 'ada'],
    ])
  })

  test.each(['PUT', 'POST', 'DELETE'])('cannot be changed by %s', async (method) => {
    const answer = await edge.admin('audited', '/audit', { method })
    expect(await refusalOf(answer)).toMatchObject({ status: 405, code: 'method_not_allowed' })
  })
})

describe('the door', () => {
  test.each([
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['a secret key', { authorization: 'Bearer sk_demo' }],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('is closed to %s', async (_, headers) => {
    const answer = await edge.fetch(`/v1/admin/sites/${site.id}/config`, { headers })
    expect(await refusalOf(answer)).toMatchObject({ status: 401, code: 'admin_token_invalid' })
  })

  test.each([
    ['nobody', {}],
    ['a console of another site', { 'sec-fetch-site': 'cross-site' }],
  ])('asks %s to sign in', async (_, headers) => {
    const answer = await edge.fetch(`/v1/admin/sites/${site.id}/config`, { headers })
    expect(await refusalOf(answer)).toMatchObject({ status: 401, code: 'sign_in_needed' })
  })

  test('lets the console on one’s own machine look, and change nothing', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' }
    const path = `/v1/admin/sites/${site.id}/config`
    expect((await edge.fetch(path, { headers })).status).toBe(200)
    const change = await edge.fetch(path, { method: 'PUT', body: '{}', headers })
    expect(change.status).toBe(401)
  })
})

describe('what the site is doing', () => {
  test('is counted by verdict, action, outcome and refusal', async () => {
    const mine = await edge.site()
    const visitor = newVisitor()
    const event = view()
    const { decisions } = await send(edge, mine, { visitor, events: [event], slots: ['hero'] })
    const { id, action, variant, slot } = decisions[0] ?? {}
    const rendered = view({
      event: 'Decision Rendered',
      properties: { decision: id, action, variant, slot },
    })
    await send(edge, mine, { visitor, events: [event, rendered, { ...view(), type: 'x' }] })
    await expect
      .poll(
        async () => {
          const answer = await edge.admin(mine.id, '/now')
          const { minutes } = (await answer.json()) as {
            minutes: { counters: Record<string, number> }[]
          }
          return Object.assign({}, ...minutes.map(({ counters }) => counters))
        },
        { timeout: 5_000 }
      )
      .toMatchObject({
        ...{ 'event:ok': 2, 'event:dup': 1, 'event:rejected': 1, 'refusal:event_invalid': 1 },
        ...{ 'decision:again:hero': 1, 'outcome:rendered:again': 1 },
      })
  })
})

describe('everything else', () => {
  test('health is well', async () => {
    expect(await (await edge.fetch('/health')).json()).toMatchObject({ status: 'ok' })
  })

  test('unknown paths and methods are problems', async () => {
    expect(await refusalOf(await edge.fetch('/v1/nothing'))).toMatchObject({ code: 'not_found' })
    expect(await refusalOf(await edge.fetch('/v1/events'))).toMatchObject({
      ...{ status: 405, code: 'method_not_allowed' },
    })
  })

  test('the description names every route with the schema it parses with', async () => {
    const api = (await (await edge.fetch('/openapi.json')).json()) as {
      paths: Record<string, Record<string, { requestBody?: object }>>
    }
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining(['/v1/events', '/v1/decisions', '/v1/batch', '/v1/profiles/{ref}'])
    )
    expect(JSON.stringify(api.paths['/v1/events']?.post?.requestBody)).toContain('"visitor"')
  })

  test('a path of the owner’s choice may stand before everything', async () => {
    expect((await edge.fetch('/anything/v1/events', { method: 'POST' })).status).toBe(401)
  })
})

describe('the visitor’s script', () => {
  test.each(['/attune.js', '/shop/attune.js', '/attune.mjs', '/shop/upkeep.js'])(
    'is served at %s, to every page, for a minute',
    async (path) => {
      const answer = await edge.fetch(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toContain('javascript')
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('cache-control')).toContain('max-age=60')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  )

  test('can be pinned: a folder that never changes, with the hashes of its files (S20)', async () => {
    const release = (await (await edge.fetch('/shop/release.json')).json()) as Release
    for (const [name, integrity] of Object.entries(release.integrity)) {
      const answer = await edge.fetch(`/shop/${release.folder}/${name}`)
      expect(answer.headers.get('cache-control'), name).toContain('immutable')
      const hash = await crypto.subtle.digest('SHA-384', await answer.arrayBuffer())
      expect(`sha384-${Buffer.from(hash).toString('base64')}`, name).toBe(integrity)
    }
    expect(Object.keys(release.integrity)).toContain('attune.js')
  })

  test('comes with a console that nothing foreign can run in or frame (S2, S21)', async () => {
    const answer = await edge.fetch('/console/')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
  })
})
