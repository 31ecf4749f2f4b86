import type { Profile } from '../../shared/profile/profile.ts'
import { deviceProfile, identityObject, profileObject } from './address.ts'
import type { Chunk } from './log.ts'
import type { Absent } from './reading.ts'
import type { Self } from './self.ts'

/**
 * A piece of a person on their way from one site to another: first the log, piece by piece, then who
 * they are. Where they stand in journeys and what waits to be sent stays behind: a copy of a site must
 * not write to anybody.
 */
export type Carried =
  | { person: string; part: 'log'; n: number; data: CarriedChunk }
  | { person: string; part: 'state'; data: CarriedState }

/** A piece of a log; the ids it has seen as base64, so that late copies are known over there. */
export type CarriedChunk = Omit<Chunk, 'n' | 'seen'> & { seen: string }

/** Who somebody is, and which of their devices they use still. */
export interface CarriedState {
  profile: Profile
  /** Device ids that lead to the person, and those that did before. */
  devices: string[]
  left: string[]
  touchedAt: number
}

/** What became of a piece. `taken`: an id of theirs is somebody else's here. `erased`: and stays so. */
export type Taken = 'added' | 'known' | 'exists' | 'taken' | 'erased'

/** How a person leaves for a file, and comes out of one. */
export interface Carrying {
  /** Everything about the person, piece by piece, as NDJSON. */
  out(): Promise<ReadableStream | Absent>
  /** Takes a piece in; again, when it was interrupted. */
  take(carried: Carried, now: number): Promise<Taken>
}

/** Creates the carrying part of a profile object. */
export function createCarrying({ env, site, id, holding }: Self): Carrying {
  async function stateOf(profile: Profile): Promise<CarriedState> {
    const { left = [], touchedAt = profile.createdAt } = holding.record
    const devices = profile.ids.anonymous_id ?? []
    const homes = await homesOf(devices)
    const hasLeft = (_: string, i: number) => left.includes(homes[i] ?? '')
    return {
      ...{ profile, touchedAt, left: devices.filter(hasLeft) },
      devices: devices.filter((device, i) => !hasLeft(device, i)),
    }
  }

  function* pieces(state: CarriedState): Generator<Carried, undefined> {
    for (const { n, seen, ...chunk } of holding.storage.chunks()) {
      yield { person: id, part: 'log', n, data: { ...chunk, seen: toBase64(seen) } }
    }
    yield { person: id, part: 'state', data: state }
  }

  /** Gives the person their names, unless one of them is somebody else's. */
  async function claim({ anonymous_id: _, ...named }: Profile['ids']): Promise<boolean> {
    for (const [kind, values] of Object.entries(named)) {
      for (const value of values) {
        const { owner } = await identityObject(env, site, kind, value).claim(id)
        if (owner !== id) return false
      }
    }
    return true
  }

  const homesOf = (devices: readonly string[]) =>
    Promise.all(devices.map((device) => deviceProfile(site, device)))

  async function takeState({ profile, devices, left, touchedAt }: CarriedState): Promise<Taken> {
    if (holding.record.erasedAt !== undefined) return 'erased'
    if (!(await claim(profile.ids))) return 'taken'
    for (const home of await homesOf(devices)) {
      if (home !== id) await profileObject(env, site, home).useFor(id)
    }
    const gone = await homesOf(left)
    const before = holding.record
    // Somebody may have come while the names were claimed: they stay who they are.
    if (before.profile) return standing(before.profile, profile)
    // A version of the other site means nothing here, and would be waited for.
    const own = { ...profile, config: 0 }
    holding.save({ ...before, profile: own, touchedAt, ...(gone.length > 0 && { left: gone }) })
    return 'added'
  }

  return {
    async out() {
      const { profile, movedTo } = holding.record
      if (!profile) return movedTo ? { to: movedTo } : 'unknown'
      return ndjson(pieces(await stateOf(profile)))
    },
    async take(carried) {
      const { profile } = holding.record
      if (carried.part === 'state') {
        return profile ? standing(profile, carried.data.profile) : takeState(carried.data)
      }
      if (profile || holding.storage.chunk(carried.n)) return 'known'
      const { seen, ...chunk } = carried.data
      holding.storage.putChunk({ n: carried.n, ...chunk, seen: fromBase64(seen) })
      holding.forget()
      return 'added'
    },
  }
}

/** Whether it is the same person as before, however much has happened to them since. */
function standing(known: Profile, arrived: Profile): Taken {
  const isSame = known.stableId === arrived.stableId && known.createdAt <= arrived.createdAt
  return isSame ? 'known' : 'exists'
}

/** Pulled line by line: a long life needs no more memory than a short one. */
function ndjson(lines: Generator<object, undefined>): ReadableStream {
  const encoder = new TextEncoder()
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const { done, value } = lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
    },
  })
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0))
}
