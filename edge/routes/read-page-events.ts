import { type PageEvent, pageEventSchema, type Verdict } from '../../shared/api/page-api.ts'
import type { Event } from '../../shared/event/event.ts'
import { type NormalizeOptions, normalizeEvent } from '../../shared/event/normalize.ts'

/** One line of an answer: message id, verdict, and the problem's code when rejected. */
export type VerdictLine = [id: string, verdict: Verdict, code?: string]

/** A batch, taken apart: what may go on, and what was refused at the door. */
export interface ReadEvents {
  events: Event[]
  refused: VerdictLine[]
}

/** Reads events one by one, in the order of their device: a bad one cannot hold up the others. */
export function readPageEvents(
  items: readonly unknown[],
  visitor: string,
  options: NormalizeOptions
): ReadEvents {
  const read: ReadEvents = { events: [], refused: [] }
  for (const [i, item] of items.entries()) {
    const parsed = pageEventSchema.safeParse(item)
    const id = parsed.success ? parsed.data.messageId : idOf(item, i)
    const result = parsed.success
      ? normalizeEvent(incoming(parsed.data, visitor), options)
      : { problem: { code: 'invalid_event' } }
    if ('problem' in result) read.refused.push([id, 'rejected', result.problem.code])
    else read.events.push(result.event)
  }
  read.events.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  return read
}

/** The page speaks for its own device and no other. */
function incoming(event: PageEvent, visitor: string) {
  return { ...event, anonymousId: visitor }
}

/** An id to hang the verdict on, even if the event is beyond reading. */
function idOf(item: unknown, position: number): string {
  const hasId = typeof item === 'object' && item !== null && 'messageId' in item
  return hasId && typeof item.messageId === 'string' ? item.messageId.slice(0, 100) : `#${position}`
}
