import type { Verdict } from '../../shared/api/page-api.ts'
import type { Event } from '../../shared/event/event.ts'
import type { Notes } from '../../shared/event/normalize.ts'

/** One line of an answer: message id, verdict, and the problem's code when rejected. */
export type VerdictLine = [id: string, verdict: Verdict, code?: string]

/** What became of one item: an event, with what was changed on it; or the code of its problem. */
export type ReadOne = { event: Event; notes: Notes } | { code: string }

/** A batch, taken apart: what may go on, what was refused at the door, what was changed. */
export interface ReadEvents {
  events: Event[]
  refused: VerdictLine[]
  notes: Notes[]
}

/** Reads items one by one: a bad one cannot hold up the others. */
export function readEvents(
  items: readonly unknown[],
  readOne: (item: unknown) => ReadOne
): ReadEvents {
  const read: ReadEvents = { events: [], refused: [], notes: [] }
  for (const [i, item] of items.entries()) {
    const result = readOne(item)
    if ('code' in result) read.refused.push([idOf(item, i), 'rejected', result.code])
    else {
      read.events.push(result.event)
      read.notes.push(result.notes)
    }
  }
  return read
}

/** An id to hang the verdict on, even if the event is beyond reading. */
function idOf(item: unknown, position: number): string {
  const hasId = typeof item === 'object' && item !== null && 'messageId' in item
  return hasId && typeof item.messageId === 'string' && item.messageId !== ''
    ? item.messageId.slice(0, 100)
    : `#${position}`
}
