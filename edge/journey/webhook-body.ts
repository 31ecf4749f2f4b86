import { formatTime } from '../../shared/event/time.ts'
import type { Outgoing } from '../../shared/journey/run.ts'

/** Whom a webhook is about. */
interface Person {
  site: string
  profile: string
  ids: Record<string, string[]>
}

/** What a receiver is told: a message of a journey, or a change that its feed asks for. */
export function webhookBody(message: Outgoing, person: Person): { type: string; body: string } {
  const { journey, step, occurrence, key, to, at, feed } = message
  const { site, profile, ids } = person
  const { anonymous_id: _, ...known } = ids
  const about = { site, profile, ids: known }
  const data = 'data' in message.message ? message.message.data : {}
  const type = feed === undefined ? `journey.${journey}.${step}` : step
  const told =
    feed === undefined
      ? {
          ...{ ...about, journey, step, occurrence },
          ...(key !== undefined && { key }),
          ...(to !== undefined && { to }),
          message: data,
        }
      : { ...about, feed, ...data }
  return { type, body: JSON.stringify({ type, timestamp: formatTime(at), data: told }) }
}
