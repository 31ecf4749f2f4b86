import type { DirectoryEntry } from '../../shared/api/people-api.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { admin } from '../admin/site.ts'
import { readProfile } from './read-profile.ts'

/** Somebody who was here lately, with everything that is known of them. */
export interface RecentPerson {
  ref: string
  name: string
  profile: Profile
}

const atOnce = 6
const freshMs = 60_000
const kept = new Map<number, { at: number; people: Promise<RecentPerson[]> }>()

/** The people heard of most recently, so many at most; asked for anew once a minute at most. */
export function recentProfiles(count = 50): Promise<RecentPerson[]> {
  const now = Date.now()
  const known = kept.get(count)
  if (known && now - known.at <= freshMs) return known.people
  const people = read(count)
  kept.set(count, { at: now, people })
  people.catch(() => kept.delete(count))
  return people
}

async function read(count: number): Promise<RecentPerson[]> {
  const waiting = await listed(count)
  const found: RecentPerson[] = []
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { profile: ref, ids, traits } = next
      const [name = ref] = [...Object.values(traits), ...Object.values(ids).flat()].map(String)
      // Erased, or joined with another, since the list was made.
      const profile = await readProfile(ref).catch(() => undefined)
      if (profile) found.push({ ref, name, profile })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return found
}

async function listed(count: number): Promise<DirectoryEntry[]> {
  const people: DirectoryEntry[] = []
  let cursor: string | undefined
  do {
    const page = await admin.people('', cursor)
    people.push(...page.people)
    cursor = page.cursor
  } while (cursor !== undefined && people.length < count)
  return people.slice(0, count)
}
