import { createExecutionContext } from 'cloudflare:test'
import { expect, test } from 'vitest'
import type { Env } from '../../edge/env.ts'
import worker from '../../edge/worker.ts'
import { bindings } from './workerd/site.ts'

const health = async (env: Env) => {
  const request = new Request('https://edge.example/health')
  return worker.fetch(request, env, createExecutionContext())
}

test('health is told after storage was written and read', async () => {
  expect((await health(bindings)).status).toBe(200)
})

test('health is bad while storage is (O7)', async () => {
  const beat = () => Promise.reject(new Error('disk I/O error'))
  const MEASURE = { getByName: () => ({ beat }) } as unknown as Env['MEASURE']
  const answer = await health({ ...bindings, MEASURE })
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ code: 'unavailable' })
})
