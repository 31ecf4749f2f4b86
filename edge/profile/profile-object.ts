import { DurableObject } from 'cloudflare:workers'
import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import type { Receipt } from '../../shared/decide/decision.ts'
import { unpackReceipt } from '../../shared/decide/receipt.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { mergeIds } from '../../shared/profile/known-ids.ts'
import type { Moment } from '../decide/moment.ts'
import type { Env } from '../env.ts'
import { createAlarmClock } from '../journey/alarm-clock.ts'
import { createJourneys, type Journeys } from '../journey/journeys.ts'
import type { Job } from '../journey/outbox.ts'
import { findSite } from '../site/live-site.ts'
import { randomProfile } from './address.ts'
import { applyVisit } from './apply-visit.ts'
import { clean } from './cleaning.ts'
import { createErasing, type Erasing } from './erasing.ts'
import { exportLines } from './export.ts'
import { type Change, type Holding, holdProfile } from './holding.ts'
import { leaveProfile } from './leaving.ts'
import { eventsIn } from './log.ts'
import type { Luggage, Reception } from './luggage.ts'
import { createMoving, type Moving } from './moving.ts'
import { portrayProfile } from './portrait.ts'
import { retention } from './retention.ts'
import { routeVisit } from './routing.ts'
import { retryMs, type Self } from './self.ts'
import { readTimeline } from './timeline.ts'
import type { Elsewhere, Visit, Visited } from './visit.ts'

/** Somebody who is asked for and is not here: gone to another profile, or never known. */
export type Absent = { to: string } | 'unknown'

/** One person on one site: the profile, its log, the ids it has seen. Single-threaded, so exact. */
export class ProfileObject extends DurableObject<Env> {
  readonly #self: Self
  readonly #holding: Holding
  readonly #moving: Moving
  readonly #erasing: Erasing
  readonly #journeys: Journeys

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const [site = '', id = ''] = ctx.id.name?.split('/') ?? []
    this.#holding = holdProfile(ctx.storage)
    this.#self = {
      ...{ env, site, id, holding: this.#holding, storage: ctx.storage },
      clock: createAlarmClock(ctx.storage),
      keepAlive: (work) => ctx.waitUntil(work),
      liveSite: (now, atLeast) => this.#liveSite(now, atLeast),
    }
    this.#moving = createMoving(this.#self)
    this.#erasing = createErasing(this.#self)
    this.#journeys = createJourneys(this.#self)
  }

  /** Takes events in and decides, in one turn and one transaction; or says who does. */
  async visit(visit: Visit): Promise<Visited | Elsewhere> {
    const site = await this.#liveSite(visit.now, visit.atLeast)
    if (site.rules.journeys.journeys.size > 0) await this.#self.clock.read()
    await this.#moving.finish()
    // From reading the record to writing it nothing may wait, or another visit comes in between.
    const { id, holding } = this.#self
    const { record } = holding
    const route = routeVisit(id, record, visit.addressing)
    if (route === 'guest') return { to: await this.#inviteGuest() }
    if (route !== 'here') return route

    const held = {
      id,
      record,
      seen: holding.seen(visit.now),
      history: () => eventsIn(holding.storage.chunks()),
    }
    const { visited, change } = applyVisit(held, visit, site)
    if (change) await this.#keep(change, visit.now)
    return visited
  }

  /** Makes an external id this profile's own, and takes a device back that had left. */
  join(kind: string, value: string, { now, device }: { now: number; device?: string | undefined }) {
    const { left = [], ...record } = this.#holding.record
    const profile = record.profile ?? emptyProfile(this.#self.id, this.#self.id, now)
    const stillLeft = left.filter((id) => id !== device)
    if (profile.ids[kind]?.includes(value) && stillLeft.length === left.length) return
    const known = mergeIds(
      { ids: profile.ids, idsAt: profile.idsAt ?? {} },
      { ids: { [kind]: [value] }, idsAt: { [kind]: [now] } }
    )
    this.#holding.save({ ...record, profile: { ...profile, ...known }, left: stillLeft })
  }

  /** Notes that a device uses this profile no more, whatever a worker may remember. */
  leave(device: string): 'left' | { to: string } {
    const { left = [], ...record } = this.#holding.record
    if (record.movedTo) return { to: record.movedTo }
    if (!left.includes(device)) this.#holding.save({ ...record, left: [...left, device] })
    return 'left'
  }

  /** Asked of a device's own object: from now on the device is used by the person of that profile. */
  useFor(profile: string): void {
    const { guest: _, device: __, ...record } = this.#holding.record
    const isOwn = profile === this.#self.id || profile === record.movedTo
    this.#holding.save({ ...record, ...(!isOwn && { device: profile }) })
  }

  /** Moves everything known here into another profile, and redirects to it from then on. */
  async mergeInto(into: string, now: number): Promise<void> {
    await this.#moving.begin(into, now)
    this.#self.clock.forget()
  }

  /** Takes in what another profile brings. */
  async receive(luggage: Luggage, now: number): Promise<Reception> {
    return this.#moving.receive(luggage, now)
  }

  /** The person at this moment, as the site's own back end may see them. */
  async look(now: number, moment: Moment): Promise<JsonObject | Absent> {
    const site = await this.#liveSite(now, 0)
    const { profile } = this.#holding.record
    return profile ? portrayProfile(profile, site, { now, moment }) : this.#absent()
  }

  /** Everything that is kept, as NDJSON. */
  export(): ReadableStream | Absent {
    const { record, storage } = this.#holding
    return record.profile ? exportLines(record, storage) : this.#absent()
  }

  /** Why a decision was made, for as long as receipts are kept. */
  receipt(decision: string, madeAt: number): Receipt | Absent {
    for (const { receipts } of this.#holding.storage.entries(madeAt, madeAt)) {
      const receipt = receipts && unpackReceipt(receipts, decision)
      if (receipt) return receipt
    }
    return this.#absent()
  }

  /** Messages that are on their way, or were given up. */
  messages(): Job[] | Absent {
    return this.#holding.record.profile ? this.#journeys.jobs() : this.#absent()
  }

  /** Sends a message that was given up once more. */
  async replay(message: string, now: number): Promise<boolean | Absent> {
    if (!this.#holding.record.profile) return this.#absent()
    await this.#self.clock.read()
    const isThere = this.#journeys.replay(message, now)
    if (isThere) await this.#self.clock.noLaterThan(now)
    return isThere
  }

  /** What happened and what was decided before a time, newest first. */
  timeline(before: number): TimelineEntry[] | Absent {
    const { record, storage } = this.#holding
    return record.profile ? readTimeline(storage, before) : this.#absent()
  }

  /** Erases the person here and wherever something leads here. Late copies do not bring them back. */
  async erase(now: number): Promise<'erased' | Absent> {
    await this.#moving.finish()
    if (!this.#holding.record.profile) return this.#absent()
    await this.#erasing.begin(now)
    this.#self.clock.forget()
    return 'erased'
  }

  /** Asked of a profile that begins where an erased one was: what happened before stays out. */
  async refuseUpTo(erasedAt: number): Promise<void> {
    await this.ctx.storage.setAlarm(erasedAt + retention.erasedMs)
    this.#self.clock.forget()
    this.#holding.save({ ...this.#holding.record, erasedAt, isArmed: true })
  }

  /** Asked of an object that leads to an erased person: it shall lead there no more. */
  async cutOff(erased: string, now: number): Promise<void> {
    await this.#erasing.cutOff(erased, now)
    this.#self.clock.forget()
  }

  /** Ends what was interrupted, and cleans. Never throws: a failing alarm is finally dropped. */
  override async alarm(): Promise<void> {
    const now = Date.now()
    this.#self.clock.forget()
    try {
      await this.#moving.finish()
      await this.#erasing.finish()
      const journeys = (await this.#journeys.onAlarm(now)) ?? Infinity
      const next = clean(this.#self, now)
      if (next === undefined) await this.ctx.storage.deleteAll()
      else await this.#self.clock.noLaterThan(Math.min(next, journeys))
      this.#holding.forget()
    } catch (error) {
      // biome-ignore lint/suspicious/noConsole: this is the worker's log; errors here name nobody
      console.error('alarm', error)
      await this.ctx.storage.setAlarm(now + 60 * retryMs)
    }
  }

  /** Stores what a visit changed, and sets the alarm: for cleaning, once; for journeys, when they want. */
  async #keep(change: Change, now: number): Promise<void> {
    const { isArmed, journeys } = change.record
    const travels = this.#journeys.dueAfter(journeys, change.messages?.length ?? 0, now)
    const wakes = Math.min(isArmed ? Infinity : now + retention.receiptsMs, travels ?? Infinity)
    // Not awaited before the rows are written, so that all of it is one commit.
    const isSet = wakes < Infinity && this.#self.clock.noLaterThan(wakes)
    this.#holding.keep({ ...change, record: { ...change.record, isArmed: true } }, now)
    await isSet
  }

  /** Names a guest; who used the device so far must not be found by a shortcut past it. */
  async #inviteGuest(): Promise<string> {
    const { env, site, id } = this.#self
    const { device, movedTo } = this.#holding.record
    const user = device ?? movedTo
    if (user !== undefined) await leaveProfile(env, site, { profile: user, device: id })
    const guest = randomProfile()
    this.#holding.save({ ...this.#holding.record, guest })
    return guest
  }

  #absent(): Absent {
    const { movedTo } = this.#holding.record
    return movedTo ? { to: movedTo } : 'unknown'
  }

  async #liveSite(now: number, atLeast: number) {
    const seen = this.#holding.record.profile?.config ?? 0
    const { env, site } = this.#self
    const live = await findSite(site, {
      ...{ env, now, atLeast: Math.max(atLeast, seen) },
      waitUntil: (work) => this.ctx.waitUntil(work),
    })
    if (!live) throw new Error(`The site ${site} is not published.`)
    return live
  }
}
