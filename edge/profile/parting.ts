import type { Profile } from '../../shared/profile/profile.ts'
import { deviceProfile, identityObject, profileObject } from './address.ts'
import type { Chunk } from './log.ts'
import { isUndoable, type Merge, type Parting, type UndoableMerge } from './merge-journal.ts'
import { partProfiles, type Side } from './part-profiles.ts'
import { retryMs, type Self } from './self.ts'

/** What became of the wish to undo a merge. */
export type Undone =
  | { profile: string; restored: string }
  | 'no_merge'
  /** Another merge is to be undone first, with which this one came. */
  | { first: string }
  /** The events of that time are no longer kept, and the journal with them. */
  | 'too_late'
  /** The profile that came is not where it was left: erased, or begun anew. */
  | 'gone'

/** What somebody who comes back out of a profile brings. */
export interface Return {
  mergeId: string
  /** The profile it was part of. */
  from: string
  at: number
  profile: Profile
  chunks: Chunk[]
  merges: Merge[]
}

/** How one person becomes two again. */
export interface PartingWays {
  /** Stores the wish to part, then parts. */
  begin(mergeId: string, now: number): Promise<Undone>
  /** Ends a parting that was begun. */
  finish(): Promise<void>
  /** Asked of a profile that was merged: it is itself again. */
  comeBack(back: Return): Promise<'back' | 'gone'>
  /** Asked of a device's own object: if that profile was used here, this one is from now on. */
  pointBack(from: string, to: string): void
}

const keptPartings = 50

/**
 * Creates the parting part of a profile object: a merge, undone. The steps: the wish is stored and an
 * alarm set; the other side gets back what was its own; devices and names point to it again; what
 * stays is written. Each can be repeated, and until the end visits wait here.
 */
export function createParting(self: Self): PartingWays {
  const { env, site, id, holding, storage } = self
  let parting: Promise<boolean> | undefined

  async function begin(mergeId: string, now: number): Promise<Undone> {
    await finish()
    const { partings = [] } = holding.record
    const done = partings.find((one) => one.mergeId === mergeId)
    if (done) return { profile: id, restored: done.from }
    const merge = holding.storage.merges().find((one) => one.mergeId === mergeId)
    if (merge === undefined) return 'no_merge'
    if (merge.via !== undefined) return { first: merge.via }
    if (!isUndoable(merge)) return 'too_late'
    const isSet = storage.setAlarm(now + retryMs)
    holding.save({ ...holding.record, parting: { mergeId, at: now }, isArmed: true })
    await isSet
    return (await finish()) ? { profile: id, restored: merge.from } : 'gone'
  }

  /** One parting at a time, however many visits wait for it. Whether the other side is itself again. */
  async function finish(): Promise<boolean> {
    const wish = holding.record.parting
    if (wish === undefined) return true
    parting ??= part(wish).finally(() => {
      parting = undefined
    })
    return parting
  }

  async function part({ mergeId, at }: { mergeId: string; at: number }): Promise<boolean> {
    const merges = holding.storage.merges()
    const merge = merges.find((one) => one.mergeId === mergeId)
    const { parting: _, ...record } = holding.record
    if (merge === undefined || !isUndoable(merge) || !record.profile) {
      holding.save(record)
      return false
    }
    const live = await self.liveSite(at, 0)
    const chunks = [...holding.storage.chunks()]
    const whole = { merge, merges, chunks, profile: record.profile }
    const { stays, leaves } = partProfiles(whole, { now: at, site: live.rules })
    const back = { mergeId, from: id, at, ...leaves }
    if ((await profileObject(env, site, merge.from).comeBack(back)) === 'gone') {
      holding.save(record)
      return false
    }
    const devices = await pointDevices(merge, leaves.profile)
    await handNames(merge.from, { stays, leaves })
    // Read again: where a device leads may have been noted meanwhile.
    const { parting: __, ...latest } = holding.record
    const left = new Set([...(latest.left ?? []), ...devices])
    holding.replace(
      {
        ...{ ...latest, profile: stays.profile, left: [...left] },
        partings: withParting(latest.partings, { mergeId, from: merge.from, at }),
      },
      stays
    )
    return true
  }

  /** Devices that only the other side had used lead there again. Those that both used stay. */
  async function pointDevices(merge: UndoableMerge, leaving: Profile): Promise<string[]> {
    const both = new Set(merge.own.ids.anonymous_id)
    const names = (leaving.ids.anonymous_id ?? []).filter((name) => !both.has(name))
    const devices = await Promise.all(names.map((name) => deviceProfile(site, name)))
    for (const device of devices) {
      if (device === id || device === merge.from) continue
      await profileObject(env, site, device).pointBack(id, merge.from)
    }
    return [...devices, merge.from].filter((device) => device !== id)
  }

  /** External ids that were named since the merge, and went. */
  async function handNames(to: string, { stays, leaves }: Record<'stays' | 'leaves', Side>) {
    const { anonymous_id: _, ...named } = leaves.profile.ids
    for (const [kind, values] of Object.entries(named)) {
      for (const value of values) {
        if (stays.profile.ids[kind]?.includes(value)) continue
        await identityObject(env, site, kind, value).hand(id, to)
      }
    }
  }

  async function comeBack({ mergeId, from, at, ...side }: Return): Promise<'back' | 'gone'> {
    const { movedTo, ...record } = holding.record
    if (record.partings?.some((one) => one.mergeId === mergeId)) return 'back'
    if (movedTo !== from) return 'gone'
    const isSet = storage.setAlarm(at + retryMs)
    holding.replace(
      {
        ...{ ...record, profile: side.profile, touchedAt: at, isArmed: true },
        partings: withParting(record.partings, { mergeId, from, at }),
      },
      side
    )
    await isSet
    self.clock.forget()
    return 'back'
  }

  return {
    begin,
    comeBack,
    finish: async () => {
      await finish()
    },
    pointBack(from, to) {
      const { record } = holding
      if (record.device === from) holding.save({ ...record, device: to })
    },
  }
}

function withParting(partings: readonly Parting[] = [], parting: Parting): Parting[] {
  return [...partings, parting].slice(-keptPartings)
}
