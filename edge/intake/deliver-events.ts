import type { Event } from '../../shared/event/event.ts'
import { serverMoment } from '../decide/moment.ts'
import { requestSeed } from '../decide/seed.ts'
import type { Env } from '../env.ts'
import { isRefusal, type Refusal } from '../http/problem.ts'
import { eachBounded } from '../memory/bounded.ts'
import { deliverGroups } from '../profile/deliver-groups.ts'
import { spend } from '../quota/quota.ts'
import type { LiveSite } from '../site/live-site.ts'
import { groupByPerson } from './group-by-person.ts'
import type { VerdictLine } from './read-events.ts'

/** Where and when data is taken in on the word of a back end. */
export interface Taking {
  env: Env
  now: number
  site: string
  live: LiveSite
  waitUntil(work: Promise<unknown>): void
}

/** Objects called at once: enough to keep them busy, few enough to leave others room. */
const width = 8

/**
 * Brings events to their persons, each person's together, and answers a verdict for each event; or
 * refuses all of them when the site's quota is used up.
 */
export async function deliverEvents(
  taking: Taking,
  events: readonly Event[]
): Promise<VerdictLine[] | Refusal> {
  const { env, now, site, live } = taking
  const spending = await spend({ id: site, site: live }, events.length, taking)
  if (isRefusal(spending)) return spending
  const { config, version } = live.snapshot
  const asks = { slots: [], context: serverMoment({}, config), record: 'no' as const }
  const shared = { site, now, seed: requestSeed(now), atLeast: version, asks }
  const groups = groupByPerson(events)
  const taken = await eachBounded(groups, width, async ({ events: own, ...person }) => {
    const whom = { ...person, mayBeKnown: true }
    const visited = await deliverGroups(env, whom, { ...shared, events: own })
    return visited.verdicts
  })
  const verdicts = taken.flat()
  spending.done(verdicts)
  return verdicts
}
