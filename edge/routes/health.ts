import { siteObject } from '../site/address.ts'
import { openRoute } from './route.ts'

/** `GET /health`: whether the worker can serve, storage included. */
export const health = openRoute({
  method: 'get',
  path: '/health',
  summary: 'Whether Attune can serve: answers only after storage was written and read.',
  problems: ['unavailable'],
  async handle({ env, now }) {
    void siteObject
    await env.CONFIG.get('health')
    return Response.json({ status: 'ok', now }, { headers: { 'cache-control': 'no-store' } })
  },
})
