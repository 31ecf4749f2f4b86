import { emptyProfile } from '../../shared/profile/empty.ts'
import { mergeIds } from '../../shared/profile/known-ids.ts'
import { randomProfile } from './address.ts'
import { leaveProfile } from './follow.ts'
import type { Self } from './self.ts'

/** An external id that becomes a profile's own, and the device on which that was settled. */
export interface Joining {
  kind: string
  value: string
  device?: string | undefined
  now: number
}

/** How devices, users and profiles point at each other. */
export interface Pointing {
  /** Makes an external id this profile's own, and takes a device back that had left. */
  join(joining: Joining): Promise<'joined' | { to: string }>
  /** Notes that a device uses this profile no more, whatever a worker may remember. */
  leave(device: string): Promise<'left' | { to: string }>
  /** Asked of a device's own object: from now on the person of that profile uses the device. */
  useFor(profile: string): void
  /** Asked of a device's own object: an anonymous profile for whoever shows no proof. */
  inviteGuest(expired: string | undefined): Promise<string>
}

/** Creates the pointing part of a profile object. What was begun is finished before it points. */
export function createPointing(
  { env, site, id, holding }: Self,
  finish: () => Promise<void>
): Pointing {
  return {
    async join({ kind, value, device, now }) {
      await finish()
      const { left = [], ...record } = holding.record
      if (record.movedTo) return { to: record.movedTo }
      const profile = record.profile ?? emptyProfile(id, id, now)
      const stillLeft = left.filter((other) => other !== device)
      const isSame = profile.ids[kind]?.includes(value) && stillLeft.length === left.length
      if (isSame) return 'joined'
      const known = mergeIds(
        { ids: profile.ids, idsAt: profile.idsAt ?? {} },
        { ids: { [kind]: [value] }, idsAt: { [kind]: [now] } }
      )
      holding.save({ ...record, profile: { ...profile, ...known }, left: stillLeft })
      return 'joined'
    },

    async leave(device) {
      await finish()
      const { left = [], ...record } = holding.record
      if (record.movedTo) return { to: record.movedTo }
      if (!left.includes(device)) holding.save({ ...record, left: [...left, device] })
      return 'left'
    },

    useFor(profile) {
      const { guest: _, device: __, ...record } = holding.record
      const isOwn = profile === id || profile === record.movedTo
      holding.save({ ...record, ...(!isOwn && { device: profile }) })
    },

    async inviteGuest(expired) {
      const { device, movedTo } = holding.record
      const user = device ?? movedTo
      // Who used the device so far must not be found by a shortcut that leads past the guest.
      if (user !== undefined) await leaveProfile(env, site, { profile: user, device: id })
      const { guest } = holding.record
      // Another request of the same device may have been quicker.
      if (guest !== undefined && guest !== expired) return guest
      const invited = randomProfile()
      holding.save({ ...holding.record, guest: invited })
      return invited
    },
  }
}
