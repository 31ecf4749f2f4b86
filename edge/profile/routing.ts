import type { ProfileRecord } from './record.ts'
import type { Addressing, Elsewhere, Standing } from './visit.ts'

/** Where a visit belongs: here, or elsewhere. `guest`: elsewhere, at a guest yet to be invited. */
export type Route = 'here' | 'guest' | Elsewhere

/** Finds where a visit belongs, from what the addressed object knows of itself. */
export function routeVisit(id: string, record: ProfileRecord, addressing: Addressing): Route {
  if (addressing.via === 'profile') return routeToPerson(id, record, addressing)
  if (!addressing.mayBeKnown) return routeStranger(record, addressing.expiredGuest)
  // Whatever the device did while nobody vouched for its user is now that user's.
  const isNamed = addressing.user !== undefined
  if (isNamed && record.guest) return { settle: record.guest, standing: 'anonymous' }
  if (record.device) return { to: record.device }
  return routeToPerson(id, record, addressing)
}

function routeToPerson(id: string, record: ProfileRecord, addressing: Addressing): Route {
  const { device, user, mayBeKnown, mustExist } = addressing
  if (device !== undefined && record.left?.includes(device)) return { gone: id }
  // Followed without proof, the redirect of a guest would lead a stranger to a known person.
  if (record.movedTo) return mayBeKnown ? { to: record.movedTo } : { gone: id }
  if (mustExist && !record.profile) return { gone: id }
  if (user === undefined) return 'here'
  const standing = standingOf(record, user)
  if (standing === 'same') return 'here'
  const parted = record.partings?.map(({ from }) => from)
  return { settle: id, standing, ...(parted && { parted }) }
}

/** A device without proof may use an anonymous profile, and never one that has a name. */
function routeStranger({ guest, ...record }: ProfileRecord, expiredGuest?: string): Route {
  if (guest && guest !== expiredGuest) return { to: guest }
  const isSomebodys = record.movedTo || record.device || usersOf(record).length > 0
  return isSomebodys ? 'guest' : 'here'
}

/** Whose profile this is, seen from a user id. */
function standingOf(record: ProfileRecord, user: string): Standing {
  const users = usersOf(record)
  if (users.includes(user)) return 'same'
  return users.length > 0 ? 'other' : 'anonymous'
}

function usersOf(record: ProfileRecord): string[] {
  return record.profile?.ids.user_id ?? []
}
