import { newsIf } from '../live/news.ts'
import { withCurrentTraits } from '../profile/current-traits.ts'
import { eventsIn } from '../profile/log.ts'
import type { Self } from '../profile/self.ts'
import { waitAtMost } from './deadline.ts'
import type { Job } from './outbox.ts'
import { openOutbox } from './outbox.ts'
import { createPost } from './post.ts'
import type { Travelling } from './travel.ts'
import { travel } from './travel.ts'
import { deliveryObject } from './trouble.ts'

/** The journeys of one profile object: what its alarm does for them. */
export interface Journeys {
  /** Moves runs on and brings messages on their way. Answers when to come back. */
  onAlarm(now: number, keptMessagesMs: number): Promise<number | undefined>
  /** When the alarm must ring for what a visit has changed. */
  dueAfter(travelling: Travelling | undefined, messages: number, now: number): number | undefined
  /** Messages on their way or given up. */
  jobs(): Job[]
  /** Takes what was given up off the site's list, before the person is erased. */
  forgetFailures(): Promise<void>
  /** Starts a message that was given up from the beginning. */
  replay(id: string, now: number): boolean
}

/** Healthy receivers answer within this; for others the alarm does not wait. */
const patienceMs = 1_500

/** Creates the journeys of a profile object. */
export function createJourneys(self: Self): Journeys {
  const { env, holding, storage } = self
  const outbox = () => openOutbox(storage.sql)
  const post = createPost({
    ...{ env, outbox, count: self.count },
    person: (site) => {
      const { profile } = holding.record
      if (profile === undefined) return undefined
      const locale = profile.home?.locale?.value
      return {
        ...{ site: self.site, profile: profile.id, ids: profile.ids },
        locale: typeof locale === 'string' ? locale : (site.snapshot.config.locale ?? 'en'),
      }
    },
  })

  /** One pass over the runs, from record to record in one turn. */
  async function move(now: number): Promise<void> {
    const site = await self.liveSite(now, 0)
    // Read after the wait: a visit may have come in between, and has the last word.
    const { record } = holding
    const { profile, journeys } = record
    if (profile === undefined || (journeys?.next ?? Infinity) > now) return
    const options = { now, site: site.rules }
    const current = withCurrentTraits(profile, () => eventsIn(holding.storage.chunks()), options)
    const travelled = travel({
      ...{ siteId: self.site, site, profile: current, journeys, events: [], now },
    })
    const { messages, entries, counters } = travelled
    holding.keep(
      {
        record: {
          ...{ ...record, profile: travelled.profile, ...journeysOf(travelled.journeys) },
          ...newsIf(travelled.isNews, site.snapshot.config, now),
        },
        ...{ seen: [], entries, messages },
      },
      now
    )
    self.count(counters, now)
  }

  async function deliver(now: number): Promise<void> {
    if ((outbox().next() ?? Infinity) > now) return
    const site = await self.liveSite(now, 0)
    const delivered = post.deliver(site, now).finally(() => rearm())
    self.keepAlive(delivered)
    await waitAtMost(patienceMs, delivered)
  }

  /** A lane that ends after the alarm may have the next attempt earlier than the alarm knows. */
  async function rearm(): Promise<void> {
    const next = outbox().next()
    if (next !== undefined) await self.clock.noLaterThan(next)
  }

  return {
    async onAlarm(now, keptMessagesMs) {
      await move(now)
      await deliver(now)
      outbox().purge(now - keptMessagesMs)
      return earliest(holding.record.journeys?.next, outbox().next())
    },
    dueAfter: (travelling, messages, now) => (messages > 0 ? now : travelling?.next),
    jobs: () => outbox().list(),
    async forgetFailures() {
      const givenUp = outbox()
        .list()
        .filter(({ next }) => next === null)
      if (givenUp.length === 0) return
      await deliveryObject(env, self.site).takeOff(givenUp.map(({ message }) => message.id))
    },
    replay: (id, now) => outbox().replay(id, now),
  }
}

function journeysOf(journeys: Travelling | undefined) {
  return journeys === undefined ? {} : { journeys }
}

function earliest(...moments: (number | undefined)[]): number | undefined {
  const known = moments.filter((moment) => moment !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}
