import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '../../shared/event/limits.ts'
import {
  type Edge,
  newVisitor,
  pageRequest,
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

const from = (address: string) => {
  const request = pageRequest(site, { visitor: newVisitor(), events: [view()] })
  const headers = { ...request.headers, 'cf-connecting-ip': address }
  return edge.fetch('/v1/events', { ...request, headers })
}
const count = (statuses: number[], status: number) => statuses.filter((s) => s === status).length

describe('a flood with a public key (S18)', () => {
  test('is cut off by network, with a time to come back, and nobody else is', async () => {
    const answers = await Promise.all(Array.from({ length: 150 }, () => from('203.0.113.7')))
    const statuses = answers.map(({ status }) => status)
    // Some are let through again while the flood goes on: ten a second.
    expect(count(statuses, 200)).toBeGreaterThanOrEqual(limits.request.perAddress)
    expect(count(statuses, 429)).toBeGreaterThan(10)
    expect(count(statuses, 200) + count(statuses, 429)).toBe(150)
    const refused = answers.find(({ status }) => status === 429)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(await refused?.json()).toMatchObject({ code: 'rate_limited' })
    expect((await from('203.0.113.8')).status).toBe(200)
  })

  test('from many addresses of one IPv6 network is one flood', async () => {
    const answers = await Promise.all(
      Array.from({ length: 130 }, (_, i) => from(`2001:db8:0:1::${i.toString(16)}`))
    )
    expect(answers.some(({ status }) => status === 429)).toBe(true)
    expect((await from('2001:db8:0:2::1')).status).toBe(200)
  })

  test('does not help by claiming to be a server', async () => {
    const answers = await Promise.all(
      Array.from({ length: 130 }, () =>
        edge.fetch('/v1/track', {
          method: 'POST',
          body: '{}',
          headers: { authorization: 'Bearer sk_site-1_wrong', 'cf-connecting-ip': '203.0.113.9' },
        })
      )
    )
    expect(answers.some(({ status }) => status === 429)).toBe(true)
  })
})

test('whoever guesses at the admin token is soon told to wait', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 8; i += 1) {
    const headers = { authorization: `Bearer guess-${i}`, 'cf-connecting-ip': '203.0.113.66' }
    statuses.push((await edge.fetch(`/v1/admin/sites/${site.id}/config`, { headers })).status)
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
})

test('a server may send as much as its key allows', async () => {
  const answers = await Promise.all(
    Array.from({ length: 130 }, (_, i) =>
      edge.fetch('/v1/track', {
        method: 'POST',
        body: JSON.stringify({ messageId: `l-${i}`, userId: 'u', event: 'Seen' }),
        headers: { authorization: `Bearer ${site.secretKey}`, 'cf-connecting-ip': '203.0.113.10' },
      })
    )
  )
  expect(answers.every(({ status }) => status === 200)).toBe(true)
})
