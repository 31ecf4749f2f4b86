import type { Env } from '../env.ts'
import type { AlarmClock } from '../journey/alarm-clock.ts'
import type { Counters } from '../measure/measure-object.ts'
import type { LiveSite } from '../site/live-site.ts'
import type { Holding } from './holding.ts'

/** A profile object, seen from inside: what its parts work on. */
export interface Self {
  env: Env
  site: string
  id: string
  holding: Holding
  storage: DurableObjectStorage
  /** The object's one alarm. */
  clock: AlarmClock
  /** Counts for the console, behind whatever is going on. */
  count(counters: Counters, now: number): void
  /** Lets work end after the call that began it. */
  keepAlive(work: Promise<unknown>): void
  /** The newest configuration that this person, and whoever asks, has seen. */
  liveSite(now: number, atLeast: number): Promise<LiveSite>
}

/** A merge or an erasure that could not be finished is tried again after this long, by alarm. */
export const retryMs = 1_000
