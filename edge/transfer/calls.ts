import type { TransferFormat } from '../../shared/api/transfer-api.ts'
import type { Event } from '../../shared/event/event.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { formatTime } from '../../shared/event/time.ts'
import { readLines } from '../profile/log.ts'
import { csvLine } from './csv-line.ts'

/** The events of a piece of a log, one a line, as calls of the Segment API: what an import takes in. */
export function* callsOf(lines: string, format: TransferFormat): Generator<string> {
  for (const { event } of readLines(lines)) {
    if (!event) continue
    const call = callOf(event)
    yield format === 'csv' ? csvOfCall(call) : JSON.stringify(call)
  }
}

/** Columns of events in CSV. */
export const eventColumns = [
  ...['messageId', 'type', 'event', 'timestamp', 'userId', 'anonymousId'],
  ...['properties', 'traits', 'externalIds'],
] as const

interface Call {
  messageId: string
  type: string
  event?: string
  timestamp: string
  userId?: string
  anonymousId?: string
  properties: JsonObject
  traits: JsonObject
  context: JsonObject
}

function callOf({ id, type, name, at, ids, properties, traits, consent, context }: Event): Call {
  const { user_id: userId, anonymous_id: anonymousId, ...others } = ids
  const externalIds = Object.entries(others).map(([kind, value]) => ({ type: kind, id: value }))
  return {
    ...{ messageId: id, type, timestamp: formatTime(at), properties, traits },
    ...(type === 'track' && { event: name }),
    ...(userId !== undefined && { userId }),
    ...(anonymousId !== undefined && { anonymousId }),
    context: {
      ...context,
      ...(externalIds.length > 0 && { externalIds }),
      ...(consent && { consent: { categoryPreferences: consent } }),
    },
  }
}

function csvOfCall(call: Call): string {
  const { context, properties, traits, ...plain } = call
  const cells: Record<string, unknown> = {
    ...plain,
    ...{ properties, traits, externalIds: context.externalIds ?? [] },
  }
  return csvLine(eventColumns.map((name) => cells[name]))
}
