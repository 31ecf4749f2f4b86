import { putPerson, removePerson } from '../directory/directory.ts'
import { entryOf, printOf } from '../directory/entry.ts'
import type { LiveSite } from '../site/live-site.ts'
import type { ProfileRecord } from './record.ts'
import type { Self } from './self.ts'

/** How a profile comes to stand in the directory of its site, and to leave it. */
export interface Listing {
  /** When the directory is to be told of a record; never, when it knows. */
  dueAfter(record: ProfileRecord, site: LiveSite, now: number): number | undefined
  /** Tells it, by alarm: no visitor waits for a directory, and what a crash interrupts is told later. */
  onAlarm(now: number): Promise<void>
  /** Takes the person out, before what is known of them goes. */
  leave(): Promise<void>
}

/** People come in bursts of pages: one telling is enough for the first of them. */
const delayMs = 2_000

/** Creates the listing part of a profile object. */
export function createListing({ env, site: siteId, id, holding, liveSite }: Self): Listing {
  const entryNow = ({ profile }: ProfileRecord, { snapshot }: LiveSite, now: number) => {
    const searchable = snapshot.config.directory?.searchable ?? []
    return profile && entryOf(profile, { searchable, now })
  }
  return {
    dueAfter(record, site, now) {
      const entry = entryNow(record, site, now)
      return entry && printOf(entry) !== record.listed ? now + delayMs : undefined
    },
    async onAlarm(now) {
      const { listed } = holding.record
      if (holding.record.profile === undefined && listed === undefined) return
      const entry = entryNow(holding.record, await liveSite(now, 0), now)
      const print = entry && printOf(entry)
      if (print === listed) return
      await (entry ? putPerson(env, siteId, entry) : removePerson(env, siteId, id))
      // Read again: a visit may have come in between.
      const { listed: _, ...record } = holding.record
      holding.save({ ...record, ...(print !== undefined && { listed: print }) })
    },
    async leave() {
      await removePerson(env, siteId, id)
    },
  }
}
