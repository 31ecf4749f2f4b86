import { valueAt } from '../condition/value-at.ts'
import type { Event } from '../event/event.ts'
import type { JsonObject } from '../event/json.ts'
import { sensitivityOf } from '../event/sensitive.ts'
import { eventFacts } from '../profile/rows.ts'
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

/**
 * Whether a run may keep what stands at a path. Nobody needs an address or a diagnosis to stand around
 * in a timer; the name of a thing is no person's.
 */
export function mayKeep(path: string): boolean {
  const keys = path.split('.').filter((key) => key !== 'name')
  return keys.every((key) => sensitivityOf(key) === 'normal')
}

/** What a run keeps of the event that started it, by path. */
export function entryFacts(event: Event, paths: readonly string[]): JsonObject {
  const facts = eventFacts(event)
  const entries = paths
    .filter(mayKeep)
    .map((path) => [path, valueAt(facts, path.split('.'))] as const)
    .filter(([, value]) => value !== null && JSON.stringify(value).length <= maxFactLength)
  return Object.fromEntries(entries)
}
