import { z } from 'zod'
import type { Problem } from '../condition/condition.ts'
import { type EventType, eventTypes } from './event.ts'
import type { JsonObject } from './json.ts'
import { limits } from './limits.ts'
import type { IncomingEvent } from './normalize.ts'
import { formatTime } from './time.ts'

/**
 * The Segment HTTP API as real libraries speak it. Lenient where they are: unknown keys pass
 * (`_metadata`, `integrations`, `channel`, `version`), null and empty mean absent, ids may be numbers.
 */

/** RudderStack writes `""` and Segment's older libraries `null` for "none". */
const absent = z.union([z.null(), z.literal('')]).transform(() => undefined)

const id = z
  .union([absent, z.string().max(limits.event.id), z.number().transform(String)])
  .optional()
const text = z.union([absent, z.string()]).optional()
const object = z
  .union([z.null().transform(() => undefined), z.custom<JsonObject>(isObject)])
  .optional()
/** Some clients send epoch milliseconds where the spec wants ISO 8601. */
const time = z.union([absent, z.string().max(64), z.number()]).optional()

/** One call, also as an item of a batch. */
export const segmentItemSchema = z.looseObject({
  type: z.enum(eventTypes),
  messageId: z.union([absent, z.string().max(limits.event.messageId)]).optional(),
  event: text,
  name: text,
  category: text,
  userId: id,
  anonymousId: id,
  previousId: id,
  groupId: id,
  properties: object,
  traits: object,
  context: object,
  timestamp: time,
  originalTimestamp: time,
  sentAt: time,
})

/** Body of `/v1/batch` and `/v1/import`. Items are parsed one by one, so that none can block others. */
export const segmentBatchSchema = z.looseObject({
  batch: z.array(z.unknown()).max(limits.request.secretEvents),
  context: object,
  integrations: object,
  sentAt: time,
  writeKey: z.string().max(255).optional(),
})

/** A parsed batch. */
export type SegmentBatch = z.infer<typeof segmentBatchSchema>

/**
 * Parses one call. `type` is that of the route (`/v1/track`) and goes before the body's; `context` is
 * the batch's, into which the item's is laid.
 */
export function parseSegmentItem(
  json: unknown,
  { type, context }: { type?: EventType | undefined; context?: JsonObject | undefined } = {}
): { incoming: IncomingEvent } | { problem: Problem } {
  const parsed = segmentItemSchema.safeParse(isObject(json) && type ? { ...json, type } : json)
  if (!parsed.success) return { problem: problemOf(parsed.error) }
  const item = parsed.data
  return {
    incoming: {
      type: item.type,
      messageId: item.messageId,
      event: item.event,
      name: item.name,
      category: item.category,
      userId: item.userId,
      anonymousId: item.anonymousId,
      previousId: item.previousId,
      groupId: item.groupId,
      properties: item.properties,
      traits: item.traits,
      context: context === undefined ? item.context : { ...context, ...item.context },
      timestamp: timeText(item.timestamp),
      originalTimestamp: timeText(item.originalTimestamp),
      sentAt: timeText(item.sentAt),
    },
  }
}

function timeText(value: string | number | undefined): string | undefined {
  return typeof value === 'number' ? formatTime(value) : value
}

function problemOf(error: z.ZodError): Problem {
  const issue = error.issues[0]
  return {
    code: 'invalid',
    path: issue?.path.join('.') ?? '',
    message: issue?.message ?? 'Send a call of the Segment HTTP API.',
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
