import type { Event, EventType, Origin } from '../../../shared/event/event.ts'
import type { JsonObject } from '../../../shared/event/json.ts'
import { normalizeEvent } from '../../../shared/event/normalize.ts'
import { parseSegmentItem } from '../../../shared/event/segment.ts'
import { idOf, type ReadEvents } from '../read-page-events.ts'

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

/** Reads the items of a Segment batch one by one: a bad one cannot hold up the others. */
export function readItems(batch: Batch): ReadEvents {
  const read: ReadEvents = { events: [], refused: [] }
  for (const [i, item] of batch.items.entries()) {
    const result = readItem(item, batch)
    if ('code' in result) read.refused.push([idOf(item, i), 'rejected', result.code])
    else read.events.push(result.event)
  }
  return read
}

function readItem(item: unknown, batch: Batch): { event: Event } | { code: string } {
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
  const isNamed = event.ids.user_id !== undefined || event.ids.anonymous_id !== undefined
  return isNamed ? { event } : { code: 'identity_missing' }
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
