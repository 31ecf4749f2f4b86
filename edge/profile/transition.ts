import type { Standing } from './visit.ts'

/** Who owns a user id, seen from the profile that wants to act for it. */
/** `parted`: another profile, that was one with this until the owner of the site undid the merge. */
export type Owner = 'nobody' | 'this' | 'another' | 'parted'

/**
 * What happens when a profile is to act for a user id.
 * `join`: the id becomes (or is) the profile's own. `merge`: the profile becomes part of the owner's.
 * `switch`: the device goes over to the owner's profile, and nothing is joined.
 */
export type Transition = 'join' | 'merge' | 'switch'

/**
 * All cases: nine, and three for two that were taken apart by hand and are never joined again. Two people are never joined: a known profile that meets another user id gives way
 * on the device and keeps what it is. The rows of `same` mend what a crash between two steps left.
 */
export const transitions: Record<Standing, Record<Owner, Transition>> = {
  anonymous: { nobody: 'join', this: 'join', another: 'merge', parted: 'switch' },
  same: { nobody: 'join', this: 'join', another: 'merge', parted: 'switch' },
  other: { nobody: 'switch', this: 'join', another: 'switch', parted: 'switch' },
}
