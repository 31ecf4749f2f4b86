import type { DirectoryEntry } from '../../shared/api/people-api.ts'
import { fingerprint } from '../../shared/event/fingerprint.ts'
import { own } from '../../shared/event/safe-key.ts'
import type { Profile } from '../../shared/profile/profile.ts'

const dayMs = 86_400_000
/** Of one kind; whoever has more is found by the oldest. */
const maxIds = 5
/** UTF-16 units of a name by which somebody is found. */
const maxName = 128

/**
 * A profile as the directory knows it. `at` is a day: who has a name is written once a day at most, and
 * who has none, as most visitors, once in all.
 */
export function entryOf(
  profile: Profile,
  { searchable, now }: { searchable: readonly string[]; now: number }
): DirectoryEntry {
  const { anonymous_id: _, ...ids } = profile.ids
  const kept = Object.entries(ids).map(([kind, values]) => [kind, values.slice(0, maxIds)] as const)
  const traits = searchable.flatMap((name) => {
    const value = own(profile.traits, name)?.value
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : []
  })
  const heardAt = kept.length > 0 || traits.length > 0 ? now : profile.createdAt
  return {
    ...{ profile: profile.id, createdAt: profile.createdAt, at: heardAt - (heardAt % dayMs) },
    ...{ ids: Object.fromEntries(kept), traits: Object.fromEntries(traits) },
  }
}

/** Tells whether an entry is news to the directory. */
export function printOf(entry: DirectoryEntry): string {
  return fingerprint(JSON.stringify(entry)).toString(36)
}

/** Texts by whose beginning a person is found. */
export function namesOf({ ids, traits }: DirectoryEntry): string[] {
  const values = [...Object.values(ids).flat(), ...Object.values(traits).map(String)]
  return [...new Set(values.map(nameOf))].filter((name) => name !== '')
}

/** As people search: without regard for case, accents, and blanks around it. */
export function nameOf(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return plain.trim().toLowerCase().slice(0, maxName).toWellFormed()
}
