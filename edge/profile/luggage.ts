import type { Profile } from '../../shared/profile/profile.ts'
import type { Job } from '../journey/outbox.ts'
import type { Travelling } from '../journey/travel.ts'
import type { Chunk } from './log.ts'
import type { Merge } from './merge-journal.ts'
import type { ProfileStorage } from './storage.ts'

/** Everything that one profile brings into another. */
export interface Luggage {
  mergeId: string
  from: string
  profile: Profile
  journeys?: Travelling | undefined
  /** Messages on their way. */
  jobs?: Job[]
  /** Log and ids seen, so that a late copy of an event is known over there as well. */
  chunks: Chunk[]
  /** Merges it had received itself: a repeated one must be recognised wherever it has gone. */
  merges: Merge[]
}

/** What became of a profile that came to be merged. */
export type Reception =
  | 'arrived'
  /** The other one is moving itself, and takes nobody in meanwhile. */
  | 'busy'
  /** The other one was merged into that one. */
  | { to: string }

/** A call between objects carries 32 MiB; of a longer log, the newest part travels. */
const maxLength = 16 * 1_048_576

/** The newest chunks that fit into one call. */
export function packChunks(storage: ProfileStorage): Chunk[] {
  const chunks = [...storage.chunks()]
  let length = 0
  const lastLeft = chunks.findLastIndex(({ lines, seen }) => {
    length += lines.length + seen.byteLength
    return length > maxLength
  })
  return chunks.slice(lastLeft + 1)
}
