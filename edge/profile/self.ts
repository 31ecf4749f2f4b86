import type { Env } from '../env.ts'
import type { LiveSite } from '../site/live-site.ts'
import type { Holding } from './holding.ts'

/** A profile object, seen from inside: what its parts work on. */
export interface Self {
  env: Env
  site: string
  id: string
  holding: Holding
  storage: DurableObjectStorage
  /** The newest configuration that this person, and whoever asks, has seen. */
  liveSite(now: number, atLeast: number): Promise<LiveSite>
}

/** A merge or an erasure that could not be finished is tried again after this long, by alarm. */
export const retryMs = 1_000
