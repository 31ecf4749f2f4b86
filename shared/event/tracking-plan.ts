import { z } from 'zod'
import type { Event } from './event.ts'
import type { Json } from './json.ts'
import { isStandardName } from './names.ts'
import { own } from './safe-key.ts'

const propertySchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  type: z.enum(['text', 'number', 'boolean', 'list', 'object']).optional(),
  /** Whether the event is nothing without it. Default false. */
  required: z.boolean().optional(),
  /** The only values there are. */
  oneOf: z
    .array(z.union([z.string().max(255), z.number()]))
    .max(100)
    .optional(),
})

/**
 * What an owner expects of the events of a site. It refuses nothing: what does not fit is taken in like
 * the rest, counted, and told in the console.
 */
export const trackingPlanSchema = z.strictObject({
  events: z.record(
    z.string().min(1).max(200),
    z.strictObject({
      description: z.string().max(1_024).optional(),
      properties: z.record(z.string().min(1).max(100), propertySchema).optional(),
    })
  ),
  /** `tell`: events that are neither in the plan nor known to everybody are told of too. Default `ignore`. */
  others: z.enum(['ignore', 'tell']).optional(),
})

/** What an owner expects of the events of a site. */
export type TrackingPlan = z.infer<typeof trackingPlanSchema>

/** One way in which an event does not fit the plan. */
export interface Misfit {
  fault: 'unplanned_event' | 'missing_property' | 'wrong_type' | 'unknown_value'
  /** A name of the plan; of an unplanned event its own, or `other` when it could be anything. */
  event: string
  property?: string
}

/** How an event does not fit. Names what the plan names and no value: values may be personal. */
export function misfitsOf(plan: TrackingPlan, { type, name, properties }: Event): Misfit[] {
  if (type !== 'track') return []
  const planned = own(plan.events, name)
  if (planned === undefined) {
    const isTold = plan.others === 'tell' && !isStandardName(name)
    return isTold ? [{ fault: 'unplanned_event', event: tellable(name) }] : []
  }
  return Object.entries(planned.properties ?? {}).flatMap(([property, expected]) => {
    const value = own(properties, property)
    const fault = faultOf(value, expected)
    return fault === undefined ? [] : [{ fault, event: name, property }]
  })
}

function faultOf(
  value: Json | undefined,
  { type, required, oneOf }: z.infer<typeof propertySchema>
): Misfit['fault'] | undefined {
  if (value === undefined || value === null) return required ? 'missing_property' : undefined
  if (type !== undefined && typeOf(value) !== type) return 'wrong_type'
  if (oneOf === undefined) return undefined
  return oneOf.some((one) => one === value) ? undefined : 'unknown_value'
}

function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'string' ? 'text' : typeof value
}

/** Whoever has the public key can send any name: only what looks like one is repeated to the owner. */
function tellable(name: string): string {
  return /^[A-Z][a-z]+( [A-Z][a-z]+){0,3}$/.test(name) && name.length <= 48 ? name : 'other'
}
