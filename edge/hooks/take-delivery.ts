import type { Problem } from '../../shared/condition/condition.ts'
import { normalizeEvent } from '../../shared/event/normalize.ts'
import { parseSegmentItem } from '../../shared/event/segment.ts'
import { type Delivery, mapDelivery } from '../../shared/hooks/map.ts'
import type { PreparedSource } from '../../shared/hooks/prepare.ts'
import { isRefusal, type Refusal } from '../http/problem.ts'
import { deliverEvents, type Taking } from '../intake/deliver-events.ts'
import { type ReadOne, readEvents, type VerdictLine } from '../intake/read-events.ts'
import { batchCounters } from '../measure/names.ts'
import { count } from '../measure/tally.ts'

/** What became of a delivery: a verdict for each event; or where its mapping failed. */
export type Taken = { verdicts: VerdictLine[] } | { problem: Problem }

/** Maps a delivery and takes its events in. Doing it again changes nothing. */
export async function takeDelivery(
  taking: Taking,
  source: PreparedSource,
  delivery: Delivery
): Promise<Taken | Refusal> {
  const mapped = await mapDelivery(source, delivery)
  if ('problem' in mapped) return mapped
  const { site, live } = taking
  const { events, refused, notes } = readEvents(mapped.calls, (call) => readOne(call, taking))
  const [bad] = refused
  if (bad) {
    const [id, , code = 'event_invalid'] = bad
    return { problem: { code, path: `events.${id}`, message: `The event ${id} was refused.` } }
  }
  const verdicts = await deliverEvents(taking, events)
  if (isRefusal(verdicts)) return verdicts
  count(
    site,
    batchCounters({ verdicts, events, notes, plan: live.snapshot.config.trackingPlan }),
    taking
  )
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
