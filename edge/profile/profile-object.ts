import { DurableObject } from 'cloudflare:workers'
import type { Event } from '../../shared/event/event.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { mergeProfiles } from '../../shared/profile/merge.ts'
import type { Env } from '../env.ts'
import { findSite, type LiveSite } from '../site/live-site.ts'
import { profileObject, randomProfile } from './address.ts'
import { applyVisit, type Change } from './apply-visit.ts'
import { appendToLog, type Chunk } from './log.ts'
import type { Departure, ProfileRecord } from './record.ts'
import { routeVisit } from './routing.ts'
import type { SeenIds } from './seen-ids.ts'
import { openStorage, type ProfileStorage } from './storage.ts'
import type { Elsewhere, Visit, Visited } from './visit.ts'

/** What is read from storage once, when the object wakes up. A cache: it may be gone any time. */
interface Memory {
  record: ProfileRecord
  seen: SeenIds
  tail: Chunk | undefined
}

/** One person on one site: the profile, its log, the ids it has seen. Single-threaded, so exact. */
export class ProfileObject extends DurableObject<Env> {
  readonly #site: string
  readonly #id: string
  readonly #storage: ProfileStorage
  #memory: Memory | undefined

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    const [site = '', id = ''] = ctx.id.name?.split('/') ?? []
    this.#site = site
    this.#id = id
    this.#storage = openStorage(ctx.storage.sql)
  }

  /** Takes events in and decides, in one turn and one transaction; or says who does. */
  async visit(visit: Visit): Promise<Visited | Elsewhere> {
    const site = await this.#liveSite(visit.now, visit.atLeast)
    const memory = this.#remember(visit.now)
    const route = routeVisit(this.#id, memory.record, visit.addressing)
    if (route === 'guest') return { to: this.#inviteGuest(memory) }
    if (route !== 'here') return route

    const held = { ...memory, id: this.#id, history: () => this.#events() }
    const { visited, change } = applyVisit(held, visit, site)
    if (change) this.#keep(memory, change, visit.now)
    return visited
  }

  /** Makes an external id this profile's own, and takes a device back that had left. */
  join(kind: string, value: string, { now, device }: { now: number; device?: string | undefined }) {
    const memory = this.#remember(now)
    const { left = [], ...record } = memory.record
    const profile = record.profile ?? emptyProfile(this.#id, this.#id, now)
    const values = profile.ids[kind] ?? []
    const hasId = values.includes(value)
    if (hasId && !(device && left.includes(device))) return
    const ids = hasId ? profile.ids : { ...profile.ids, [kind]: [...values, value] }
    const stillLeft = left.filter((id) => id !== device)
    this.#save(memory, { ...record, profile: { ...profile, ids }, left: stillLeft })
  }

  /** Notes that a device uses this profile no more, whatever a worker may remember. */
  leave(device: string): void {
    const memory = this.#remember(Date.now())
    const { left = [] } = memory.record
    if (device === this.#id || left.includes(device)) return
    this.#save(memory, { ...memory.record, left: [...left, device] })
  }

  /** Asked of a device's own object: from now on the device is used by the person of that profile. */
  useFor(profile: string): void {
    const memory = this.#remember(Date.now())
    const { guest: _, device: __, ...record } = memory.record
    const isOwn = profile === this.#id || profile === record.movedTo
    this.#save(memory, { ...record, ...(!isOwn && { device: profile }) })
  }

  /** Moves everything known here into another profile, and redirects to it from then on. */
  mergeInto(into: string, now: number): void {
    const memory = this.#remember(now)
    void profileObject
    void mergeProfiles
    this.#save(memory, { ...memory.record, movedTo: into })
  }

  /** The newest configuration that the visit or this person has seen. */
  async #liveSite(now: number, atLeast: number): Promise<LiveSite> {
    const known = this.#memory?.record.profile?.config ?? 0
    const live = await findSite(this.#site, {
      ...{ env: this.env, now, atLeast: Math.max(atLeast, known) },
      waitUntil: (work) => this.ctx.waitUntil(work),
    })
    if (!live) throw new Error(`The site ${this.#site} is not published.`)
    return live
  }

  #remember(now: number): Memory {
    this.#memory ??= {
      record: this.#storage.load() ?? {},
      seen: this.#storage.seen(now),
      tail: this.#storage.lastChunk(),
    }
    return this.#memory
  }

  /** Two rows, whatever the number of events. Memory follows only when both are written. */
  #keep(memory: Memory, { record, seen, entries }: Change, now: number): void {
    const tail = entries.length > 0 ? appendToLog(memory.tail, entries, seen, now) : memory.tail
    this.ctx.storage.transactionSync(() => {
      this.#storage.save(record)
      if (tail && tail !== memory.tail) this.#storage.putChunk(tail)
    })
    for (const id of seen) memory.seen.add(id)
    this.#memory = { ...memory, record, tail }
  }

  #inviteGuest(memory: Memory): string {
    const guest = randomProfile()
    this.#save(memory, { ...memory.record, guest })
    return guest
  }

  #save(memory: Memory, record: ProfileRecord): void {
    this.#storage.save(record)
    this.#memory = { ...memory, record }
  }

  *#events(): Iterable<Event> {
    for (const { event } of this.#storage.entries()) if (event) yield event
  }
}

export type { Departure }
