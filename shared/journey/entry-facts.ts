import { valueAt } from '../condition/value-at.ts'
import type { Event } from '../event/event.ts'
import type { JsonObject } from '../event/json.ts'
import type { Journey } from './schema.ts'

/** Longer values of an entry event are not kept: a run is to stay small. */
const maxFactLength = 2_048

/**
 * Paths of the entry event that a journey speaks of anywhere: in conditions, dates and templates, as
 * `journey.entry.properties.name`. A run keeps these of the event and nothing else.
 */
export function entryPathsOf(journey: Journey): string[] {
  const mentions = JSON.stringify(journey).matchAll(/\bjourney\.entry\.([\w$-]+(?:\.[\w$-]+)*)/g)
  return [...new Set([...mentions].map(([, path = '']) => path))]
}

/** What a run keeps of the event that started it, by path. */
export function entryFacts(event: Event, paths: readonly string[]): JsonObject {
  const view = eventView(event)
  const entries = paths
    .map((path) => [path, valueAt(view, path.split('.'))] as const)
    .filter(([, value]) => value !== null && JSON.stringify(value).length <= maxFactLength)
  return Object.fromEntries(entries)
}

/** An event as conditions, keys and journeys read it. */
export function eventView({ id, type, name, at, properties, traits, origin }: Event): JsonObject {
  return { id, type, name, at, properties, traits, origin }
}
