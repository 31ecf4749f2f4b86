import type { Problem } from '../../shared/condition/condition.ts'
import { normalizeEvent } from '../../shared/event/normalize.ts'
import { parseSegmentItem } from '../../shared/event/segment.ts'
import { type Delivery, mapDelivery } from '../../shared/hooks/map.ts'
import type { PreparedSource } from '../../shared/hooks/prepare.ts'
import { serverMoment } from '../decide/moment.ts'
import { requestSeed } from '../decide/seed.ts'
import type { Env } from '../env.ts'
import { groupByPerson } from '../intake/group-by-person.ts'
import { type ReadOne, readEvents, type VerdictLine } from '../intake/read-events.ts'
import { batchCounters } from '../measure/names.ts'
import { count } from '../measure/tally.ts'
import { eachBounded } from '../memory/bounded.ts'
import { deliverGroups } from '../profile/deliver-groups.ts'
import type { LiveSite } from '../site/live-site.ts'

/** Where a delivery is taken in. */
export interface Taking {
  env: Env
  now: number
  site: string
  live: LiveSite
  waitUntil(work: Promise<unknown>): void
}

/** Objects called at once. */
const width = 8

/** What became of a delivery: a verdict for each event; or where its mapping failed. */
export type Taken = { verdicts: VerdictLine[] } | { problem: Problem }

/** Maps a delivery and takes its events in. Doing it again changes nothing. */
export async function takeDelivery(
  taking: Taking,
  source: PreparedSource,
  delivery: Delivery
): Promise<Taken> {
  const mapped = await mapDelivery(source, delivery)
  if ('problem' in mapped) return mapped
  const { env, now, site, live } = taking
  const { config, version } = live.snapshot
  const { events, refused, notes } = readEvents(mapped.calls, (call) => readOne(call, taking))
  const [bad] = refused
  if (bad) {
    const [id, , code = 'event_invalid'] = bad
    return { problem: { code, path: `events.${id}`, message: `The event ${id} was refused.` } }
  }
  const asks = { slots: [], context: serverMoment({}, config), record: 'no' as const }
  const shared = { site, now, seed: requestSeed(now), atLeast: version, asks }
  const taken = await eachBounded(groupByPerson(events), width, async ({ events, ...person }) => {
    const visited = await deliverGroups(env, { ...person, mayBeKnown: true }, { ...shared, events })
    return visited.verdicts
  })
  const verdicts: VerdictLine[] = taken.flat()
  count(site, batchCounters({ verdicts, events, notes }), taking)
  return { verdicts }
}

function readOne(call: unknown, { now, live }: Taking): ReadOne {
  const parsed = parseSegmentItem(call)
  if ('problem' in parsed) return { code: 'event_invalid' }
  const normalized = normalizeEvent(parsed.incoming, {
    ...{ receivedAt: now, origin: 'server' },
    declared: live.rules.fold.declaredRed,
  })
  return 'problem' in normalized ? { code: normalized.problem.code } : normalized
}
