import type { JourneysAnswer } from '../../../shared/api/journeys-api.ts'
import { dayMs } from '../../../shared/event/time.ts'
import { refuse } from '../../http/problem.ts'
import { overviewOf, summed } from '../../journey/overview.ts'
import { countersSince, standingNow } from '../../measure/tally.ts'
import { findSite } from '../../site/live-site.ts'
import { adminRoute } from '../admin-route.ts'

/** Where people are in the journeys. */
export const journeyCounts = adminRoute({
  method: 'get',
  path: '/journeys',
  summary: 'How many runs stand at each step of each journey, and what came of them in 24 hours.',
  problems: ['not_found'],
  async handle(asked) {
    const { env, site, now } = asked
    const live = await findSite(site, asked)
    if (!live) return refuse('not_found', 'There is no such site.')
    const [standing, minutes] = await Promise.all([
      standingNow(env, site),
      countersSince(env, site, now - dayMs),
    ])
    const names = Object.keys(live.snapshot.config.journeys ?? {})
    const journeys = overviewOf(names, standing, summed(minutes.values()))
    return Response.json({ now, journeys } satisfies JourneysAnswer)
  },
})
