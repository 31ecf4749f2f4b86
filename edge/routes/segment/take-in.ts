import type { EventType } from '../../../shared/event/event.ts'
import type { JsonObject } from '../../../shared/event/json.ts'
import { serverMoment } from '../../decide/moment.ts'
import { requestSeed } from '../../decide/seed.ts'
import { isBot } from '../../http/bot.ts'
import { isRefusal, type Refusal } from '../../http/problem.ts'
import { groupByPerson } from '../../intake/group-by-person.ts'
import type { VerdictLine } from '../../intake/read-events.ts'
import { batchCounters } from '../../measure/names.ts'
import { count } from '../../measure/tally.ts'
import { eachBounded } from '../../memory/bounded.ts'
import { deliverGroups } from '../../profile/deliver-groups.ts'
import { spend } from '../../quota/quota.ts'
import type { Caller } from '../admit.ts'
import { believesPages } from '../page-user.ts'
import type { Asked } from '../route.ts'
import { readItems } from './read-items.ts'

/** Calls of one request, as they came. */
export interface Calls {
  items: readonly unknown[]
  type?: EventType
  context?: JsonObject | undefined
  sentAt?: string | undefined
}

/** Objects called at once: enough to keep them busy, few enough to leave others room. */
const width = 8

/** Takes in the calls of a Segment library, each person's together, and answers a verdict for each. */
export async function takeIn(
  asked: Asked,
  caller: Caller,
  calls: Calls
): Promise<VerdictLine[] | Refusal> {
  const { env, now } = asked
  const { config, version } = caller.site.snapshot
  const isPage = caller.kind === 'public'
  const mayBeKnown = !isPage || believesPages(config)
  const isRefused = isPage && isBot(asked)
  const { events, refused, notes } = readItems({
    ...calls,
    ...{ receivedAt: now, origin: isPage ? 'page' : 'server', isUnproven: !mayBeKnown },
    declared: caller.site.rules.fold.declaredRed,
    refusal: isRefused ? 'automated' : undefined,
  })

  const spending = await spend(caller, events.length, asked)
  if (isRefusal(spending)) return spending
  const asks = { slots: [], context: serverMoment({}, config), record: 'no' as const }
  const shared = { site: caller.id, now, seed: requestSeed(now), atLeast: version, asks }
  const taken = await eachBounded(groupByPerson(events), width, async (group) => {
    const { events: own, ...person } = group
    const visited = await deliverGroups(env, { ...person, mayBeKnown }, { ...shared, events: own })
    return visited.verdicts
  })
  const verdicts = [...refused, ...taken.flat()]
  spending.done(verdicts)
  count(caller.id, batchCounters({ verdicts, events, notes, plan: config.trackingPlan }), asked)
  return verdicts
}
