import type { Feed } from '../../shared/feed/declaration.ts'
import { type Told, tellFeeds } from '../../shared/feed/tell.ts'
import type { Outgoing } from '../../shared/journey/run.ts'
import { isAllowed } from '../../shared/profile/consent.ts'
import { createFacts } from '../../shared/profile/facts.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { atHome, serverMoment } from '../decide/moment.ts'
import { segmentsOf } from '../decide/segments.ts'
import type { LiveSite } from '../site/live-site.ts'

/** What a record keeps of feeds. */
export interface Fed {
  fed?: Told
  /** Whether the person's page last sent Global Privacy Control: an alarm has none to ask. */
  gpc?: boolean
}

/** Who is looked at, and when. */
export interface Looked {
  site: LiveSite
  siteId: string
  profile: Profile
  record: Fed
  now: number
  /** What an open page says of Global Privacy Control. */
  gpc?: boolean | undefined
}

/**
 * Looks what has changed for the site's feeds, by events or by time alone. At home, not on the open
 * page: what is told of a person does not depend on what they look at.
 */
export function feed({ site, siteId, profile, record, now, gpc = record.gpc }: Looked): {
  record: Fed
  messages: Outgoing[]
} {
  const { rules, snapshot } = site
  const { feeds = {} } = snapshot.config
  if (Object.keys(feeds).length === 0 && record.fed === undefined) return nothing
  const context = atHome(serverMoment({ channel: 'feed' }, snapshot.config), profile)
  const person = { site: rules, profile, context, now }
  const facts = createFacts(person)
  const asked = Object.values(feeds).flatMap(({ segments = [] }) => segments)
  const inside = new Set(segmentsOf(new Set(asked), person))
  const purposes = snapshot.config.consent?.purposes ?? {}
  const { told, messages } = tellFeeds(feeds, record.fed, {
    ...{ site: siteId, profile: profile.id, now },
    isInside: (segment) => inside.has(segment),
    valueOf: (trait) => facts(`traits.${trait}`, ['traits', trait]) ?? null,
    mayHear: ({ purposes: needed = [] }: Feed) =>
      needed.every(
        (purpose) =>
          isAllowed(purpose, profile.consent, rules.fold) &&
          !(gpc === true && purposes[purpose]?.shares === true)
      ),
  })
  return {
    record: { ...(told && { fed: told }), ...(gpc !== undefined && { gpc }) },
    messages,
  }
}

const nothing = { record: {}, messages: [] }
