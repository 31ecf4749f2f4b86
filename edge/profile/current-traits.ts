import type { Event } from '../../shared/event/event.ts'
import { type FoldOptions, refoldTraits, staleTraits } from '../../shared/profile/fold.ts'
import type { Profile } from '../../shared/profile/profile.ts'

/**
 * The profile with computed traits as they are declared now. Only after the owner has published
 * another declaration is there anything to do: then what is stored is folded again.
 */
export function withCurrentTraits(
  profile: Profile,
  history: () => Iterable<Event>,
  options: FoldOptions
): Profile {
  const stale = staleTraits(profile, options.site)
  return stale.length > 0 ? refoldTraits(profile, stale, history(), options) : profile
}
