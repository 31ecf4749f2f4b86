import { outcomeEvents } from '../../../shared/api/outcomes.ts'
import type { Event } from '../../../shared/event/event.ts'
import type { MessageDecision } from '../../../shared/journey/run.ts'
import { base64url } from '../../encode/base64url.ts'

const minuteMs = 60_000

/** The decision that a message was, as a link carries it. */
export function packDecision({ id, action, slot, variant }: MessageDecision): string {
  return base64url(new TextEncoder().encode(JSON.stringify([id, action, slot, variant])))
}

/** Reads what `packDecision` wrote; the link's signature has vouched for it. */
function unpackDecision(packed: string): MessageDecision {
  const [id, action, slot, variant] = JSON.parse(
    atob(packed.replaceAll('-', '+').replaceAll('_', '/'))
  )
  return { id, action, slot, variant }
}

/** A message was answered: the same within a minute is one answer, whoever repeats the request. */
export function answerEvent(
  outcome: 'clicked' | 'viewed',
  packed: string,
  { now, url }: { now: number; url?: string }
): Event {
  const { id: decision, action, slot, variant } = unpackDecision(packed)
  return {
    id: `${decision}.${outcome}.${Math.floor(now / minuteMs)}`,
    ...{ type: 'track', name: outcomeEvents[outcome], at: now, traits: {}, ids: {} },
    properties: { decision, action, slot, variant, ...(url !== undefined && { url }) },
    origin: 'server',
  }
}
