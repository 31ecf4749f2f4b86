import { refuse } from '../http/problem.ts'
import { shardOf } from '../measure/tally.ts'
import { openRoute } from './route.ts'
import { attempt } from './unavailable.ts'

/** `GET /health`: whether the worker can serve, storage included. */
export const health = openRoute({
  method: 'get',
  path: '/health',
  summary: 'Whether Attune can serve: answers well only after storage was written and read.',
  problems: ['unavailable'],
  async handle({ env, now }) {
    const beat = await attempt(() => shardOf(env, 'health', 0).beat(now))
    if (beat !== now) return refuse('unavailable', 'Storage does not answer.')
    return Response.json({ status: 'ok', now }, { headers: { 'cache-control': 'no-store' } })
  },
})
