import type { Verdict } from '../../shared/api/page-api.ts'
import type { Event } from '../../shared/event/event.ts'
import { fingerprint, payloadFingerprint } from '../../shared/event/fingerprint.ts'
import { isStale } from '../../shared/event/normalize.ts'
import type { SeenId, SeenIds } from './seen-ids.ts'

/** Events sorted into what counts and what does not. */
export interface Sorted {
  /** Events to apply, each once, in the order they were sent. */
  fresh: Event[]
  /** What to remember of them. */
  seen: SeenId[]
  verdicts: [id: string, verdict: Verdict, code?: string][]
}

interface Memory {
  now: number
  seen: SeenIds
  /** Events up to then were erased on demand, and late copies must not bring them back. */
  erasedAt: number
}

/**
 * Tells new events from copies, conflicts and events too old to be told from copies. The origin is
 * part of an id, so that a page cannot use up the ids of a back end.
 */
export function sortEvents(events: readonly Event[], memory: Memory): Sorted {
  const { now, seen, erasedAt } = memory
  const sorted: Sorted = { fresh: [], seen: [], verdicts: [] }
  const inThisBatch = new Map<number, number>()

  for (const event of events) {
    const id = fingerprint(`${event.origin}:${event.id}`)
    const payload = payloadFingerprint(event)
    const known = seen.payloadOf(id) ?? inThisBatch.get(id)
    if (known !== undefined) {
      sorted.verdicts.push([event.id, known === payload ? 'dup' : 'conflict'])
    } else if (isStale(event, now)) {
      sorted.verdicts.push([event.id, 'stale'])
    } else if (event.at <= erasedAt) {
      sorted.verdicts.push([event.id, 'rejected', 'erased'])
    } else {
      inThisBatch.set(id, payload)
      sorted.fresh.push(event)
      sorted.seen.push({ id, payload, at: now })
      sorted.verdicts.push([event.id, 'ok'])
    }
  }
  return sorted
}
