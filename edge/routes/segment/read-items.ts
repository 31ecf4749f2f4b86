import type { Event, EventType, Origin } from '../../../shared/event/event.ts'
import type { JsonObject } from '../../../shared/event/json.ts'
import { normalizeEvent } from '../../../shared/event/normalize.ts'
import { parseSegmentItem } from '../../../shared/event/segment.ts'
import { type ReadEvents, type ReadOne, readEvents } from '../../intake/read-events.ts'

/** What the items of a request have in common. */
export interface Batch {
  items: readonly unknown[]
  /** The route's, for a single call. */
  type?: EventType | undefined
  context?: JsonObject | undefined
  sentAt?: string | undefined
  origin: Origin
  receivedAt: number
  declared: ReadonlySet<string>
  /** A page whose site asks for proof: its user ids name nobody. */
  isUnproven: boolean
  /** Refuses all, with this code. */
  refusal?: string | undefined
}

/** Reads the items of a Segment batch. */
export function readItems(batch: Batch): ReadEvents {
  return readEvents(batch.items, (item) => readItem(item, batch))
}

function readItem(item: unknown, batch: Batch): ReadOne {
  const { type, context, sentAt, origin, receivedAt, declared } = batch
  if (batch.refusal) return { code: batch.refusal }
  const parsed = parseSegmentItem(item, { type, context })
  if ('problem' in parsed) return { code: 'event_invalid' }
  const normalized = normalizeEvent(parsed.incoming, {
    ...{ receivedAt, origin, sentAt, declared },
    fallbackId: crypto.randomUUID(),
  })
  if ('problem' in normalized) return { code: normalized.problem.code }
  const event = { ...normalized.event, ids: trustedIds(normalized.event, batch) }
  // A server may know a loyalty card and nothing else; of a page's ids only two are left by now.
  const isNamed = Object.keys(event.ids).length > 0
  return isNamed ? { event, notes: normalized.notes } : { code: 'identity_missing' }
}

/** A page speaks for its device, and for its user where its site takes its word; for no other id. */
function trustedIds({ ids }: Event, { origin, isUnproven }: Batch): Event['ids'] {
  if (origin === 'server') return ids
  const { anonymous_id, user_id } = ids
  return {
    ...(anonymous_id !== undefined && { anonymous_id }),
    ...(user_id !== undefined && !isUnproven && { user_id }),
  }
}
