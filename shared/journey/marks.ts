import { createMoment } from '../condition/compile.ts'
import { lookupIn } from '../condition/value-at.ts'
import type { Event } from '../event/event.ts'
import type { Json } from '../event/json.ts'
import { eventFacts } from '../profile/rows.ts'
import { entryFacts } from './entry-facts.ts'
import type { JourneyPlan, Listener } from './plan.ts'
import type { Mark } from './run.ts'

/** One event may concern so many keys: products of an order. */
const maxKeys = 50

/** What an event means to the journeys of a site; most events mean nothing. */
export function marksOf(plan: JourneyPlan, event: Event): Mark[] {
  const listeners = plan.listeners.get(event.name)
  if (listeners === undefined) return []
  const view = eventFacts(event)
  const moment = createMoment(plan.eventConditions, lookupIn(view), event.at)
  const marks = listeners
    .filter(({ where }) => where === undefined || where(moment))
    .flatMap((listener) => marksFor(listener, event, view))
  moment.release()
  return marks
}

function marksFor(listener: Listener, event: Event, view: Json): Mark[] {
  const { journey, role, step, key } = listener
  const mark: Mark = {
    journey: journey.name,
    role,
    id: event.id,
    at: event.at,
    ...(step !== undefined && { step }),
    ...(role === 'entry' && { facts: entryFacts(event, journey.entryPaths) }),
  }
  if (key === undefined) return [mark]
  const found = key === false ? [] : valuesAt(view, key.split('.')).flatMap(keyOf)
  const keys = [...new Set(found)].slice(0, maxKeys)
  if (keys.length > 0) return keys.map((one) => ({ ...mark, key: one }))
  // A purchase that names no cart may have been any: rather no reminder than one too many.
  return [key === false || role === 'exit' ? { ...mark, every: true } : mark]
}

/** Values at a path; a list on the way stands for each of its elements. */
function valuesAt(value: Json | undefined, keys: readonly string[]): (Json | undefined)[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, keys))
  const [key, ...rest] = keys
  if (key === undefined) return [value]
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return []
  return valuesAt(value[key], rest)
}

function keyOf(value: Json | undefined): string[] {
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'string' && value !== '' ? [value.slice(0, 255)] : []
}

/** The order in which things happened; of the same instant, the order that everybody agrees on. */
export function byTime(a: { at: number; id: string }, b: { at: number; id: string }): number {
  if (a.at !== b.at) return a.at - b.at
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Whether a mark concerns the runs of a journey with a key, or without one. */
export function concerns(mark: Mark, journey: string, key: string | undefined): boolean {
  return mark.journey === journey && (mark.every === true || mark.key === key)
}
