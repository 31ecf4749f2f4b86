import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Edge,
  newVisitor,
  pageRequest,
  send,
  startEdge,
  type TestSite,
  view,
} from './http/server.ts'

const canary = 'canary-5e1f@example.com'

let edge: Edge
let site: TestSite

beforeAll(async () => {
  edge = await startEdge()
  site = await edge.site({ identity: { mode: 'off' } })
})
afterAll(() => edge.close())

const server = (path: string, init: RequestInit = {}) =>
  edge.fetch(path, { ...init, headers: { authorization: `Bearer ${site.secretKey}` } })
const profile = (ref: string, more = '') => `/v1/profiles/${encodeURIComponent(ref)}${more}`

describe('somebody who identified', () => {
  const visitor = newVisitor()
  const identify = {
    ...{ ...view(), event: undefined, type: 'identify' },
    ...{ userId: canary, traits: { email: canary, firstName: 'Ada' } },
  }

  test('is exported whole, as lines of JSON', async () => {
    await send(edge, site, { visitor, events: [view(), identify], slots: ['hero'] })
    const answer = await server(profile(`user_id:${canary}`, '/export'))
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    const lines = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toMatchObject({ profile: { ids: { user_id: [canary] } } })
    expect(lines.filter((line) => line.event)).toHaveLength(2)
    expect(lines.filter((line) => line.receipts)).toHaveLength(1)
  })

  test('stands in no log, whatever goes wrong (V8)', async () => {
    await edge.fetch('/v1/events', pageRequest(site, `{"key":"${canary}", "x`))
    await edge.fetch('/v1/events', pageRequest(site, { visitor: canary, events: [{ id: canary }] }))
    await edge.fetch(`/v1/profiles/user_id:${canary}?x=${canary}`)
    await server(profile(`email:${canary}`))
    await edge.fetch(`/v1/${canary}`)
    expect(edge.logged()).not.toContain(canary)
  })

  test('is erased by one call, and then nobody', async () => {
    const erased = await server(profile(`user_id:${canary}`), { method: 'DELETE' })
    expect(await erased.json()).toEqual({ erased: true })
    for (const ref of [`user_id:${canary}`, `anonymous_id:${visitor}`]) {
      expect((await server(profile(ref))).status).toBe(404)
      expect((await server(profile(ref, '/export'))).status).toBe(404)
      expect((await server(profile(ref), { method: 'DELETE' })).status).toBe(404)
    }
  })

  test('does not come back with a batch that was late', async () => {
    const late = { ...view(), age: 60_000 }
    const answer = await send(edge, site, { visitor, events: [late] })
    expect(answer.verdicts).toEqual([[late.messageId, 'rejected', 'erased']])
    expect((await server(profile(`anonymous_id:${visitor}`))).status).toBe(404)
  })
})

describe('a public key (I8)', () => {
  test('reads nobody, by whatever reference', async () => {
    const visitor = newVisitor()
    await send(edge, site, { visitor, events: [view()] })
    for (const ref of [`anonymous_id:${visitor}`, 'user_id:x', 'AAAAAAAAAAAAAAAAAAAAAA']) {
      const headers = { authorization: `Bearer ${site.publicKey}` }
      for (const more of ['', '/export']) {
        expect((await edge.fetch(profile(ref, more), { headers })).status).toBe(403)
      }
    }
  })
})

test('a file that is not there is a problem like any other', async () => {
  const answer = await edge.fetch('/nothing.js')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    404,
    'application/problem+json',
  ])
})
