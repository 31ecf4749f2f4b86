import type { Env } from '../env.ts'
import type { Counters } from '../measure/measure-object.ts'
import type { LiveSite } from '../site/live-site.ts'
import { carry, type Parcel } from './carry.ts'
import { offOf } from './channel-state.ts'
import type { Job, Outbox } from './outbox.ts'
import { retryAt } from './retry-schedule.ts'
import { tellTrouble } from './trouble.ts'
import type { Delivery } from './webhook.ts'

/** What posting needs of the profile that writes. */
export interface Sender {
  env: Env
  outbox: () => Outbox
  person: (site: LiveSite) => Parcel['person'] | undefined
  count(counters: Counters, now: number): void
}

/** Brings the jobs of one outbox on their way. */
export interface Post {
  /** Makes one attempt at each due job. Resolves when all have ended; they end by themselves. */
  deliver(site: LiveSite, now: number): Promise<void>
}

/** Jobs looked at in one turn, and how many of one channel are on their way at once. */
const jobsPerTurn = 20
const perChannel = 2

/**
 * An attempt that nobody heard of again (the object died) is made again after this long. It is longer
 * than any attempt can take, so that two never run side by side.
 */
const productionLeaseMs = 20_000

/**
 * Creates the post of a profile. Each channel has a lane of its own, so that one that hangs holds up
 * nobody else. An attempt is noted before it is made: a crash in the middle repeats it with the same
 * id, and loses none.
 */
export function createPost({ env, outbox, person, count }: Sender): Post {
  const leaseMs = (env.ATTUNE_LOCAL && Number(env.ATTUNE_LOCAL_LEASE_MS)) || productionLeaseMs
  const busy = new Map<string, number>()

  async function attempt(job: Job, site: LiveSite): Promise<void> {
    const { message, attempts } = job
    const who = person(site)
    const channel = site.snapshot.config.channels?.[message.channel]
    const off = offOf(site.snapshot, message.channel)
    const now = Date.now()
    const delivery: Delivery =
      who === undefined
        ? givenUp('the person is gone')
        : off !== undefined
          ? givenUp(`the channel is off: ${off.reason}`)
          : await carry(env, { message, channel, person: who, now })
    const next = nextTry(delivery, attempts + 1)
    // Told before it is noted here: a crash in between repeats both, and loses neither.
    if (who !== undefined) await tellTrouble(env, who, { job, channel, delivery, next, now })
    if (delivery.arrived) outbox().arrived(message.id)
    else outbox().failed(message.id, delivery.note, next)
    count({ [`delivery:${outcomeOf(delivery, next)}:${message.channel}`]: 1 }, now)
  }

  return {
    async deliver(site, now) {
      const started = outbox()
        .due(now, jobsPerTurn)
        .filter(({ message: { channel } }) => enter(busy, channel))
      for (const { message } of started) outbox().attempt(message.id, now + leaseMs)
      await Promise.all(
        started.map((job) =>
          attempt(job, site)
            .catch(reportFault)
            .finally(() => leave(busy, job.message.channel))
        )
      )
    },
  }
}

/** The job stands as it was noted before the attempt, and comes up again when its lease is over. */
function reportFault(error: unknown): void {
  // biome-ignore lint/suspicious/noConsole: this is the worker's log; errors of objects name nobody
  console.error('post', error)
}

function givenUp(note: string): Delivery {
  return { arrived: false, note, isFinal: true }
}

function outcomeOf({ arrived }: Delivery, next: number | undefined): string {
  if (arrived) return 'arrived'
  return next === undefined ? 'given_up' : 'failed'
}

function nextTry(delivery: Delivery, attempts: number): number | undefined {
  if (delivery.arrived || delivery.isFinal) return undefined
  return retryAt(attempts, Date.now(), Math.random())
}

function enter(busy: Map<string, number>, channel: string): boolean {
  const count = busy.get(channel) ?? 0
  if (count >= perChannel) return false
  busy.set(channel, count + 1)
  return true
}

function leave(busy: Map<string, number>, channel: string): void {
  busy.set(channel, (busy.get(channel) ?? 1) - 1)
}
