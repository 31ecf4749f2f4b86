import type { Event } from '../event/event.ts'
import type { FoldSite } from './fold-site.ts'
import type { Profile } from './profile.ts'

/** When and under which configuration events are folded. */
export interface FoldOptions {
  now: number
  site: FoldSite
}

/**
 * Folds events into a profile. Does not change its input. Every order of arrival, in any batches,
 * gives the same profile, as long as each event comes once: the caller has removed copies.
 */
export function foldEvents(
  profile: Profile,
  events: readonly Event[],
  options: FoldOptions
): Profile {
  void events
  void options
  return profile
}

/** Names of computed traits whose declaration is not the one they were folded with. Usually none. */
export function staleTraits(profile: Profile, site: FoldSite): string[] {
  void profile
  void site
  return []
}

/** Folds the named computed traits again from the stored events, all of them, each once. */
export function refoldTraits(
  profile: Profile,
  names: readonly string[],
  events: Iterable<Event>,
  options: FoldOptions
): Profile {
  void names
  void events
  void options
  return profile
}
