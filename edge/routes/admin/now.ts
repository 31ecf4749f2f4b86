import type { NowAnswer } from '../../../shared/api/admin-api.ts'
import { countersSince } from '../../measure/tally.ts'
import { adminRoute } from '../admin-route.ts'

const minuteMs = 60_000
const shownMinutes = 60

/** What the site is doing. */
export const nowCounters = adminRoute({
  method: 'get',
  path: '/now',
  summary: 'Events, decisions, outcomes and refusals of the last hour, minute by minute.',
  async handle({ env, site, now }) {
    const from = now - (now % minuteMs) - (shownMinutes - 1) * minuteMs
    const known = await countersSince(env, site, from)
    const minutes = Array.from({ length: shownMinutes }, (_, i) => {
      const minute = from + i * minuteMs
      return { minute, counters: known.get(minute) ?? {} }
    })
    return Response.json({ now, minutes } satisfies NowAnswer)
  },
})
