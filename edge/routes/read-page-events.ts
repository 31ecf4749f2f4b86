import { pageEventSchema } from '../../shared/api/page-api.ts'
import { type NormalizeOptions, normalizeEvent } from '../../shared/event/normalize.ts'
import { withAddress } from '../decide/page-address.ts'
import { type ReadEvents, type ReadOne, readEvents } from '../intake/read-events.ts'

/** Who sends the events. */
export interface PageSender {
  visitor: string | undefined
  isBot: boolean
  normalize: NormalizeOptions
}

/** Reads the events of a page, in the order of their device. */
export function readPageEvents(items: readonly unknown[], sender: PageSender): ReadEvents {
  const read = readEvents(items, (item) => readOne(item, sender))
  read.events.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  return read
}

function readOne(item: unknown, { visitor, isBot, normalize }: PageSender): ReadOne {
  const parsed = pageEventSchema.safeParse(item)
  if (!parsed.success) return { code: 'event_invalid' }
  if (isBot) return { code: 'automated' }
  // Before consent there is no id, and without one there is nowhere to keep anything.
  if (visitor === undefined) return { code: 'visitor_missing' }
  const { type, properties } = parsed.data
  const shown = type === 'page' && properties && { properties: withAddress(properties) }
  // The page speaks for its own device and no other.
  const result = normalizeEvent({ ...parsed.data, ...shown, anonymousId: visitor }, normalize)
  return 'problem' in result ? { code: result.problem.code } : result
}
