import type { Profile } from '../../shared/profile/profile.ts'
import { admin } from '../admin/site.ts'
import { readProfile } from '../people/read-profile.ts'

/** Somebody who was here lately, with everything that is known of them. */
export interface RecentPerson {
  ref: string
  name: string
  profile: Profile
}

const asked = 50
const atOnce = 6
const freshMs = 60_000
let kept: { at: number; people: Promise<RecentPerson[]> } | undefined

/** The people heard of most recently; asked for anew once a minute at most. */
export function recentProfiles(): Promise<RecentPerson[]> {
  const now = Date.now()
  if (!kept || now - kept.at > freshMs) kept = { at: now, people: read() }
  kept.people.catch(() => {
    kept = undefined
  })
  return kept.people
}

async function read(): Promise<RecentPerson[]> {
  const { people } = await admin.people('')
  const waiting = people.slice(0, asked)
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
