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

/** Who sends the events. */
export interface PageSender {
  visitor: string | undefined
  isBot: boolean
  normalize: NormalizeOptions
}

/** Reads events one by one, in the order of their device: a bad one cannot hold up the others. */
export function readPageEvents(items: readonly unknown[], sender: PageSender): ReadEvents {
  const read: ReadEvents = { events: [], refused: [] }
  for (const [i, item] of items.entries()) {
    const result = readOne(item, sender)
    if ('code' in result) read.refused.push([idOf(item, i), 'rejected', result.code])
    else read.events.push(result.event)
  }
  read.events.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  return read
}

function readOne(item: unknown, sender: PageSender): { event: Event } | { code: string } {
  const parsed = pageEventSchema.safeParse(item)
  if (!parsed.success) return { code: 'event_invalid' }
  if (sender.isBot) return { code: 'automated' }
  // Before consent there is no id, and without one there is nowhere to keep anything.
  if (sender.visitor === undefined) return { code: 'visitor_missing' }
  const result = normalizeEvent(incoming(parsed.data, sender.visitor), sender.normalize)
  return 'problem' in result ? { code: result.problem.code } : { event: result.event }
}

/** The page speaks for its own device and no other. */
function incoming(event: PageEvent, visitor: string) {
  return { ...event, anonymousId: visitor }
}

/** An id to hang the verdict on, even if the event is beyond reading. */
export function idOf(item: unknown, position: number): string {
  const hasId = typeof item === 'object' && item !== null && 'messageId' in item
  return hasId && typeof item.messageId === 'string' && item.messageId !== ''
    ? item.messageId.slice(0, 100)
    : `#${position}`
}
