import { standingChange } from '../../shared/journey/counts.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { mergeProfiles } from '../../shared/profile/merge.ts'
import { joinJourneys } from '../journey/join.ts'
import { openOutbox } from '../journey/outbox.ts'
import { newsIf } from '../live/news.ts'
import { profileObject } from './address.ts'
import { withCurrentTraits } from './current-traits.ts'
import { eventsIn } from './log.ts'
import { type Luggage, packChunks, type Reception } from './luggage.ts'
import type { Departure } from './record.ts'
import { retryMs, type Self } from './self.ts'

/** How one profile becomes part of another, whatever interrupts it. */
export interface Moving {
  /** Stores the wish to move, then moves. */
  begin(into: string, now: number): Promise<void>
  /** Ends a move that was begun. Throws while the other profile cannot be reached. */
  finish(): Promise<void>
  /** Takes another profile in: state, log and ids seen in one transaction, each merge once. */
  receive(luggage: Luggage, now: number): Promise<Reception>
}

type Ending = { movedTo: string } | 'stays'

const maxRedirects = 8

/**
 * Creates the moving part of a profile object. The steps: the wish is stored and an alarm set; the
 * luggage is handed over; what is left is a redirect. Each can be repeated: the other side knows a
 * merge by its id. Until the end, visits wait, so that nothing is counted on both sides.
 */
export function createMoving(self: Self): Moving {
  const { env, site, id, holding, storage } = self
  let moving: Promise<void> | undefined

  async function begin(into: string, now: number): Promise<void> {
    const { record } = holding
    const isParted = record.partings?.some((one) => one.from === into)
    if (into === id || record.movedTo || isParted) return
    if (!record.profile) {
      holding.save({ ...record, movedTo: into })
      return
    }
    if (!record.leaving) {
      const isSet = storage.setAlarm(now + retryMs)
      const leaving = { mergeId: crypto.randomUUID(), into, since: now }
      holding.save({ ...record, leaving, isArmed: true })
      await isSet
    }
    await finish()
  }

  /** One move at a time, however many visits wait for it. */
  async function finish(): Promise<void> {
    const { leaving } = holding.record
    if (!leaving) return
    moving ??= move(leaving).finally(() => {
      moving = undefined
    })
    await moving
  }

  async function move(leaving: Departure): Promise<void> {
    const ending = await handOver(leaving)
    const { leaving: _, profile, ...record } = holding.record
    if (ending === 'stays') holding.save({ ...record, ...(profile && { profile }) })
    else holding.empty({ ...record, ...ending })
  }

  async function handOver({ mergeId, into, since }: Departure): Promise<Ending> {
    const { record, storage: rows } = holding
    if (!record.profile) return { movedTo: into }
    const luggage: Luggage = {
      ...{ mergeId, from: id, profile: record.profile },
      ...{ chunks: packChunks(rows), merges: rows.merges() },
      journeys: record.journeys,
      jobs: openOutbox(storage.sql).list(),
    }
    let to = into
    for (let redirects = 0; redirects < maxRedirects && to !== id; redirects += 1) {
      const reception = await profileObject(env, site, to).receive(luggage, since)
      if (reception === 'arrived') return { movedTo: to }
      if (reception === 'busy') {
        // Two that move into each other would wait for ever: the smaller id stays. Busy means that
        // nothing was taken over there, so it is safe not to go.
        if (id < to) return 'stays'
        throw new Error('The profile to merge into is being merged itself.')
      }
      to = reception.to
    }
    return 'stays'
  }

  async function receive(luggage: Luggage, now: number): Promise<Reception> {
    const { mergeId, from, profile: other, merges, chunks, jobs = [] } = luggage
    const live = await self.liveSite(now, other.config)
    await self.clock.read()
    const { record, storage: rows } = holding
    if (record.leaving || record.parting) return 'busy'
    if (record.movedTo) return { to: record.movedTo }
    if (rows.merges().some((merge) => merge.mergeId === mergeId)) return 'arrived'

    // One that was empty goes on as the other was: in the same arms of the same experiments.
    const own = record.profile ?? emptyProfile(id, other.stableId, now)
    const options = { now, site: live.rules }
    const profile = mergeProfiles(
      withCurrentTraits(own, () => eventsIn(rows.chunks()), options),
      withCurrentTraits(other, () => eventsIn(chunks), options),
      options
    )
    const journeys = joinJourneys(record.journeys, luggage.journeys, {
      plan: live.rules.journeys,
      now,
    })
    const isSet = (journeys ?? jobs.length > 0) && self.clock.noLaterThan(now)
    holding.receive({
      record: {
        ...{ ...record, profile, touchedAt: now, ...(journeys && { journeys }) },
        ...newsIf(true, live.snapshot.config, now),
      },
      jobs,
      merge: { mergeId, from, at: now, profile: other, own },
      merges,
      chunks,
    })
    const runs = [record.journeys, luggage.journeys].flatMap((one) => one?.state.runs ?? [])
    self.count(standingChange(runs, journeys?.state.runs ?? []), now)
    await isSet
    return 'arrived'
  }

  return { begin, finish, receive }
}
