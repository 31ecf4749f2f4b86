import type { Profile } from './profile.ts'

/** A person nobody knows anything about yet. */
export function emptyProfile(id: string, stableId: string, now: number): Profile {
  return {
    id,
    stableId,
    createdAt: now,
    ids: {},
    traits: {},
    events: {},
    computed: {},
    items: {},
    ledger: [],
    totals: {},
    consent: {},
    config: 0,
  }
}
