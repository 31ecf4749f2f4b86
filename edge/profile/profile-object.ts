import { DurableObject } from 'cloudflare:workers'
import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import type { Receipt } from '../../shared/decide/decision.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { standingChange } from '../../shared/journey/counts.ts'
import type { Snapshot } from '../../shared/site/config.ts'
import { type RetentionConfig, retentionOf } from '../../shared/site/retention.ts'
import { noteInterest } from '../catalogue/watching.ts'
import type { Moment } from '../decide/moment.ts'
import type { Env } from '../env.ts'
import { feed } from '../feed/feeding.ts'
import { createAlarmClock } from '../journey/alarm-clock.ts'
import { createJourneys, type Journeys } from '../journey/journeys.ts'
import type { Job } from '../journey/outbox.ts'
import { type Choices, choicesOf } from '../journey/reader/choices.ts'
import { createLive, type Live } from '../live/live.ts'
import { close } from '../live/sockets.ts'
import { count } from '../measure/tally.ts'
import { type Codes, createCodes } from '../offers/codes.ts'
import { findSite, type LiveSite } from '../site/live-site.ts'
import { applyVisit } from './apply-visit.ts'
import { type Carried, createCarrying, type Taken } from './carrying.ts'
import { clean } from './cleaning.ts'
import { createErasing, type Erasing } from './erasing.ts'
import { type Change, type Holding, holdProfile } from './holding.ts'
import { createListing, type Listing } from './listing.ts'
import { eventsIn } from './log.ts'
import type { Luggage, Reception } from './luggage.ts'
import { createMoving, type Moving } from './moving.ts'
import { createParting, type PartingWays, type Return, type Undone } from './parting.ts'
import { createPointing, type Joining, type Pointing } from './pointing.ts'
import { type Absent, createReading, type Reading } from './reading.ts'
import type { ProfileRecord } from './record.ts'
import { rehearse } from './rehearsal.ts'
import { erasedMs } from './retention.ts'
import { routeVisit } from './routing.ts'
import { retryMs, type Self } from './self.ts'
import type { Elsewhere, Visit, Visited } from './visit.ts'

/** One person on one site: the profile, its log, the ids it has seen. Single-threaded, so exact. */
export class ProfileObject extends DurableObject<Env> {
  readonly #self: Self
  readonly #holding: Holding
  readonly #moving: Moving
  readonly #erasing: Erasing
  readonly #parting: PartingWays
  readonly #pointing: Pointing
  readonly #reading: Reading
  readonly #journeys: Journeys
  readonly #listing: Listing
  readonly #live: Live

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const [site = '', id = ''] = ctx.id.name?.split('/') ?? []
    this.#holding = holdProfile(ctx.storage)
    this.#self = {
      ...{ env, site, id, holding: this.#holding, storage: ctx.storage },
      clock: createAlarmClock(ctx.storage),
      keepAlive: (work) => ctx.waitUntil(work),
      count: (counters, now) =>
        count(site, counters, { env, now, waitUntil: (work) => ctx.waitUntil(work) }),
      liveSite: (now, atLeast) => this.#liveSite(now, atLeast),
    }
    this.#moving = createMoving(this.#self)
    this.#erasing = createErasing(this.#self)
    this.#parting = createParting(this.#self)
    this.#pointing = createPointing(this.#self, async () => {
      await this.#parting.finish()
      await this.#moving.finish()
    })
    this.#reading = createReading(this.#self)
    this.#journeys = createJourneys(this.#self)
    this.#listing = createListing(this.#self)
    this.#live = createLive(this.#self, ctx)
  }

  /** Takes events in and decides, in one turn and one transaction; or says who does. */
  async visit(visit: Visit): Promise<Visited | Elsewhere> {
    const site = await this.#liveSite(visit.now, visit.atLeast)
    if (site.rules.journeys.journeys.size > 0) await this.#self.clock.read()
    const { id, env } = this.#self
    const { now, seed, asks } = visit
    const visitor = { env, site: visit.site, profile: id, now, seed, record: asks.record }
    const codes = createCodes(visitor, site.snapshot.config.offers)
    for (;;) {
      const answered = await this.#answer(visit, site, codes)
      if (answered !== undefined) return answered
    }
  }

  /** One attempt at a visit; undefined when the codes that it needs have been asked for meanwhile. */
  async #answer(
    visit: Visit,
    site: LiveSite,
    codes: Codes
  ): Promise<Visited | Elsewhere | undefined> {
    await this.#finish()
    // From reading the record to writing it nothing may wait, or another visit comes in between.
    const { id, holding } = this.#self
    const { record } = holding
    const route = routeVisit(id, record, visit.addressing)
    if (route === 'guest') {
      return { to: await this.#pointing.inviteGuest(visit.addressing.expiredGuest) }
    }
    if (route !== 'here') return route

    const held = {
      id,
      record,
      seen: holding.seen(visit.now),
      history: () => eventsIn(holding.storage.chunks()),
    }
    const { visited, change, wants } = applyVisit(held, visit, site, codes.codeOf)
    if (codes.lacks(wants)) {
      await codes.ask(wants)
      return undefined
    }
    if (change) {
      await this.#keep(change, site, visit.now)
      this.#noteInterest(change, site, visit.now)
      this.#live.settle(visit.now)
    }
    return visited
  }

  /** What a visit would be answered by another configuration; nothing of it is kept. */
  rehearse(visit: Visit, snapshot: Snapshot): Visited | Absent {
    return rehearse(this.#self.id, this.#holding, visit, snapshot)
  }

  /** Makes an external id this profile's own. */
  async join(joining: Joining): Promise<'joined' | { to: string }> {
    return this.#pointing.join(joining)
  }

  /** Notes that a device uses this profile no more. */
  async leave(device: string): Promise<'left' | { to: string }> {
    const left = await this.#pointing.leave(device)
    this.#live.part(device)
    return left
  }

  /** From now on the person of that profile uses this device. */
  useFor(profile: string): void {
    this.#pointing.useFor(profile)
    if (this.#holding.record.device !== undefined) this.#live.part(this.#self.id)
  }

  /** Moves everything known here into another profile, and redirects to it from then on. */
  async mergeInto(into: string, now: number): Promise<void> {
    await this.#parting.finish()
    await this.#moving.begin(into, now)
    this.#self.clock.forget()
    this.#live.settle(now)
  }

  /** A name of a known person leads here: whoever is nobody by themselves becomes part of them. */
  async yieldTo(known: string, now: number): Promise<'done' | { to: string }> {
    await this.#moving.finish()
    const { profile, movedTo } = this.#holding.record
    if (movedTo) return movedTo === known ? 'done' : { to: movedTo }
    const isNobody = profile !== undefined && !profile.ids.user_id?.length
    if (isNobody && this.#self.id !== known) await this.mergeInto(known, now)
    return 'done'
  }

  /** Takes in what another profile brings. */
  async receive(luggage: Luggage, now: number): Promise<Reception> {
    await this.#parting.finish()
    const reception = await this.#moving.receive(luggage, now)
    this.#live.settle(now)
    return reception
  }

  /** Takes two people apart again that a merge had made one. */
  async unmerge(mergeId: string, now: number): Promise<Undone | Absent> {
    await this.#moving.finish()
    if (!this.#holding.record.profile) return this.#reading.absent()
    const undone = await this.#parting.begin(mergeId, now)
    this.#self.clock.forget()
    this.#live.settle(now)
    return undone
  }

  /** Asked of a profile that was merged: the merge is undone, here is what was its own. */
  async comeBack(back: Return): Promise<'back' | 'gone'> {
    return this.#parting.comeBack(back)
  }

  /** Asked of a device's own object: whoever used the one profile here uses the other now. */
  pointBack(from: string, to: string): void {
    this.#parting.pointBack(from, to)
  }

  /** The person at this moment. */
  async look(now: number, moment: Moment): Promise<JsonObject | Absent> {
    return this.#reading.portrait(now, moment)
  }

  /** What happened and what was decided before a time, newest first. */
  timeline(before: number): TimelineEntry[] | Absent {
    return this.#reading.timeline(before)
  }

  /** Everything that is kept, as NDJSON. */
  export(): ReadableStream | Absent {
    return this.#reading.export()
  }

  /** Everything that another site needs to know of the person, as NDJSON. */
  async carryOut(): Promise<ReadableStream | Absent> {
    return createCarrying(this.#self).out()
  }

  /** Takes in a piece of a person from another site. */
  async takeIn(carried: Carried, now: number): Promise<Taken> {
    const taken = await createCarrying(this.#self).take(carried, now)
    // Whoever has arrived is listed and, in time, cleaned up after.
    if (taken === 'added') await this.#self.clock.noLaterThan(now + retryMs)
    return taken
  }

  /** Why a decision was made. */
  receipt(decision: string, madeAt: number): Receipt | Absent {
    return this.#reading.receipt(decision, madeAt)
  }

  /** What the person lets the site write to them. */
  async choices(now: number): Promise<Choices | Absent> {
    const { snapshot } = await this.#liveSite(now, 0)
    const { profile } = this.#holding.record
    return profile ? choicesOf(profile, snapshot.config) : this.#reading.absent()
  }

  /** Messages that are on their way, or were given up. */
  messages(): Job[] | Absent {
    return this.#holding.record.profile ? this.#journeys.jobs() : this.#reading.absent()
  }

  /** Sends a message that was given up once more. */
  async replay(message: string, now: number): Promise<boolean | Absent> {
    if (!this.#holding.record.profile) return this.#reading.absent()
    await this.#self.clock.read()
    const isThere = this.#journeys.replay(message, now)
    if (isThere) await this.#self.clock.noLaterThan(now)
    return isThere
  }

  /** Erases the person here and wherever something leads here. Late copies do not bring them back. */
  async erase(now: number): Promise<'erased' | Absent> {
    await this.#parting.finish()
    await this.#moving.finish()
    if (!this.#holding.record.profile) return this.#reading.absent()
    const runs = this.#holding.record.journeys?.state.runs ?? []
    await this.#journeys.forgetFailures()
    await this.#erasing.begin(now)
    this.#self.count(standingChange(runs, []), now)
    this.#self.clock.forget()
    this.#live.settle(now)
    return 'erased'
  }

  /** Asked of a profile that begins where an erased one was: what happened before stays out. */
  async refuseUpTo(erasedAt: number): Promise<void> {
    await this.ctx.storage.setAlarm(erasedAt + erasedMs)
    this.#self.clock.forget()
    this.#holding.save({ ...this.#holding.record, erasedAt, isArmed: true })
  }

  /** Asked of an object that leads to an erased person: it shall lead there no more. */
  async cutOff(erased: string, now: number): Promise<void> {
    await this.#erasing.cutOff(erased, now)
    this.#self.clock.forget()
    this.#live.settle(now)
  }

  /** A page's socket, handed over by the worker. */
  override async fetch(request: Request): Promise<Response> {
    await this.#finish()
    return this.#live.open(request)
  }

  /** Pages have nothing to say but the ping that is answered in the object's sleep. */
  override webSocketMessage(socket: WebSocket): void {
    close(socket, 'unexpected')
  }

  /** A page has closed its socket: until that is answered, the socket counts as one of the person's. */
  override webSocketClose(socket: WebSocket): void {
    close(socket, 'answered')
  }

  /** Ends what was interrupted, and cleans. Never throws: a failing alarm is finally dropped. */
  override async alarm(): Promise<void> {
    const now = Date.now()
    this.#self.clock.forget()
    try {
      await this.#finish()
      const keeps = await this.#retention(now)
      const feeds = (await this.#feed(now)) ?? Infinity
      const journeys = (await this.#journeys.onAlarm(now, keeps.messagesMs)) ?? Infinity
      this.#live.settle(now)
      const next = clean(this.#self, keeps, now)
      if (next === undefined) {
        await this.#listing.leave()
        await this.ctx.storage.deleteAll()
      } else {
        await this.#listing.onAlarm(now)
        await this.#self.clock.noLaterThan(Math.min(next, journeys, feeds))
      }
      this.#holding.forget()
    } catch (error) {
      // biome-ignore lint/suspicious/noConsole: this is the worker's log; errors here name nobody
      console.error('alarm', error)
      await this.ctx.storage.setAlarm(now + 60 * retryMs)
    }
  }

  /** Ends what was interrupted: a parting, a merge, an erasure. */
  async #finish(): Promise<void> {
    await this.#parting.finish()
    await this.#moving.finish()
    await this.#erasing.finish()
  }

  /** Stores what a visit changed, and sets the alarm: for cleaning, once; for journeys, when they want. */
  async #keep(change: Change, site: LiveSite, now: number): Promise<void> {
    const { keeps, ...record } = change.record
    const { isArmed, journeys } = record
    const { retention } = site.snapshot.config
    // For an owner who now keeps things for another time, it is due to look what is due.
    const isSame = isArmed && keeps === printOf(retention)
    const travels = this.#journeys.dueAfter(journeys, change.messages?.length ?? 0, now)
    const lists = this.#listing.dueAfter(change.record, site, now)
    const feeds = record.fed?.next ?? Infinity
    const cleans = isSame ? Infinity : now + (isArmed ? 0 : retentionOf(retention).receiptsMs)
    const wakes = Math.min(cleans, feeds, travels ?? Infinity, lists ?? Infinity)
    // Not awaited before the rows are written, so that all of it is one commit.
    const isSet = wakes < Infinity && this.#self.clock.noLaterThan(wakes)
    this.#holding.keep({ ...change, record: { ...record, ...armed(retention) } }, now)
    this.#self.count(change.counters ?? {}, now)
    await isSet
  }

  /** Whoever looks at an item may want to hear of it again. */
  #noteInterest({ entries }: Change, live: LiveSite, now: number): void {
    const { env, site, id, keepAlive } = this.#self
    const events = entries.flatMap(({ event }) => event ?? [])
    noteInterest(events, live, { env, site, profile: id, now, keepAlive })
  }

  /** Tells the site's feeds what only time has changed, and answers when to look again. */
  async #feed(now: number): Promise<number | undefined> {
    if ((this.#holding.record.fed?.next ?? Infinity) > now) return this.#holding.record.fed?.next
    const site = await this.#liveSite(now, 0)
    // Read after the wait: a visit may have come in between, and has the last word.
    const { fed, ...record } = this.#holding.record
    const { profile } = record
    if (profile === undefined) return undefined
    const siteId = this.#self.site
    const looked = feed({ site, siteId, profile, record: { ...record, ...(fed && { fed }) }, now })
    const { messages } = looked
    this.#holding.keep(
      { record: { ...record, ...looked.record }, seen: [], entries: [], messages },
      now
    )
    return looked.record.fed?.next
  }

  /** How long the site keeps things; as usual, when it is not published any more. */
  async #retention(now: number) {
    const { env, site, keepAlive } = this.#self
    const live = await findSite(site, { env, now, waitUntil: keepAlive })
    return retentionOf(live?.snapshot.config.retention)
  }

  async #liveSite(now: number, atLeast: number) {
    const seen = this.#holding.record.profile?.config ?? 0
    const { env, site, keepAlive } = this.#self
    const options = { env, now, atLeast: Math.max(atLeast, seen), waitUntil: keepAlive }
    const live = await findSite(site, options)
    if (!live) throw new Error(`The site ${site} is not published.`)
    return live
  }
}

/** The alarm is set for what an owner wants kept how long. */
function armed(retention: RetentionConfig | undefined): Pick<ProfileRecord, 'isArmed' | 'keeps'> {
  const keeps = printOf(retention)
  return { isArmed: true, ...(keeps !== undefined && { keeps }) }
}

function printOf(retention: RetentionConfig | undefined): string | undefined {
  return retention && JSON.stringify(retention)
}
