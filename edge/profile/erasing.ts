import { catalogueObject } from '../catalogue/address.ts'
import { removePerson } from '../directory/directory.ts'
import { deviceProfile, identityObject, profileObject, randomProfile } from './address.ts'
import { erasedMs } from './retention.ts'
import { retryMs, type Self } from './self.ts'

/** How a person is erased, wherever something of them is. */
export interface Erasing {
  /** Stores that it must be, then does it. */
  begin(now: number): Promise<void>
  /** Ends an erasure that was begun. */
  finish(): Promise<void>
  /** Asked of an object that leads to an erased person: it shall lead there no more. */
  cutOff(erased: string, now: number): Promise<void>
}

/** Creates the erasing part of a profile object. Every step can be repeated after a crash. */
export function createErasing(self: Self): Erasing {
  const { env, site, id, holding, storage } = self
  let erasing: Promise<void> | undefined

  async function begin(now: number): Promise<void> {
    const isSet = storage.setAlarm(now + retryMs)
    holding.save({ ...holding.record, erasing: now, isArmed: true })
    await isSet
    await finish()
  }

  /** One erasure at a time, however many visits wait for it: what they bring begins a new person. */
  async function finish(): Promise<void> {
    const since = holding.record.erasing
    if (since === undefined) return
    erasing ??= erase(since).finally(() => {
      erasing = undefined
    })
    await erasing
  }

  async function erase(now: number): Promise<void> {
    const { guest } = holding.record
    await releaseNames(now)
    await removePerson(env, site, id)
    await stopWatching(now)
    for (const other of await redirects()) await profileObject(env, site, other).cutOff(id, now)
    if (guest) await profileObject(env, site, guest).erase(now)
    await wipe(now)
  }

  /** The catalogue knows whom to tell that an item is back. */
  async function stopWatching(now: number): Promise<void> {
    const items = Object.keys(holding.record.profile?.items ?? {})
    const isWatched = items.length > 0 && (await self.liveSite(now, 0)).rules.catalogue
    if (isWatched) await catalogueObject(env, site).unwatch(id, items)
  }

  /** External ids that lead here. Those of devices lead to objects of their own. */
  async function releaseNames(now: number): Promise<void> {
    const { anonymous_id: _, ...named } = holding.record.profile?.ids ?? {}
    for (const [kind, values] of Object.entries(named)) {
      for (const value of values) await identityObject(env, site, kind, value).release(id, now)
    }
  }

  /** Objects that lead here: of this person's devices, and of profiles that were merged. */
  async function redirects(): Promise<Set<string>> {
    const devices = holding.record.profile?.ids.anonymous_id ?? []
    const homes = await Promise.all(devices.map((device) => deviceProfile(site, device)))
    const merged = holding.storage.merges().map(({ from }) => from)
    const others = new Set([...homes, ...merged])
    others.delete(id)
    return others
  }

  async function cutOff(erased: string, now: number): Promise<void> {
    const { movedTo, device, guest, ...record } = holding.record
    if (movedTo === erased) {
      await wipe(now)
      if (guest) await profileObject(env, site, guest).erase(now)
    } else if (device === erased) {
      // The device goes on with nobody's profile, not with that of whoever used it before.
      const nobody = randomProfile()
      await profileObject(env, site, nobody).refuseUpTo(now)
      holding.save({ ...holding.record, ...record, device: nobody })
    }
  }

  /** Deletes everything in one step with noting when, so that there is no moment without either. */
  async function wipe(now: number): Promise<void> {
    const isEmpty = storage.deleteAll()
    holding.forget()
    holding.save({ erasedAt: now, isArmed: true })
    await isEmpty
    await storage.setAlarm(now + erasedMs)
  }

  return { begin, finish, cutOff }
}
