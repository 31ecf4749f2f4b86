import { afterAll, beforeAll, expect, test } from 'vitest'
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
  edge = await startEdge({ PATH_PREFIX: 'a1' })
  site = await edge.site()
})
afterAll(() => edge.close())

test('everything answers below the path of the owner’s choice', async () => {
  const body = { visitor: newVisitor(), events: [view()] }
  expect((await edge.fetch('/a1/v1/events', pageRequest(site, body))).status).toBe(200)
  expect((await edge.fetch('/a1/attune.js')).status).toBe(200)
  expect((await edge.fetch('/a1/console/')).status).toBe(200)
  expect((await edge.fetch('/a1/openapi.json')).status).toBe(200)
  expect((await edge.fetch('/a1/health')).status).toBe(200)
})

test('and a redirect stays below it', async () => {
  const answer = await edge.fetch('/a1/console', { redirect: 'manual' })
  expect(answer.headers.get('location')).toBe('/a1/console/')
})
