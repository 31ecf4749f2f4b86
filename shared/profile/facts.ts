import type { Lookup } from '../condition/condition.ts'
import type { Event } from '../event/event.ts'
import type { JsonObject } from '../event/json.ts'
import type { FoldSite } from './fold-site.ts'
import type { Profile } from './profile.ts'

/** What facts need of a decision's context (a `Context` is one). */
export interface FactContext {
  channel: string
  timezone: string
  locale: string
  page: JsonObject
  more: JsonObject
}

/** Everything that a fact may depend on. */
export interface FactsInput {
  profile: Profile
  site: FoldSite
  context: FactContext
  now: number
  /** Newest event of this request: `event.name`, `event.properties.…`. */
  event?: Event | undefined
  /** Whether the person is in a segment; undefined when there is none of that name. */
  segment?: ((name: string) => boolean | undefined) | undefined
}

/**
 * Looks up every fact about a person and a moment by its dotted path. A computed trait is computed
 * when its path is asked for, exactly at `now`, and once.
 */
export function createFacts(input: FactsInput): Lookup {
  void input
  return () => undefined
}
