import { createRecent } from '../../shared/memory/recent.ts'
import { type Period, periodOf, type Quota } from '../../shared/site/quota.ts'
import type { Env } from '../env.ts'
import { type Refusal, refuse } from '../http/problem.ts'
import type { VerdictLine } from '../intake/read-events.ts'
import { shardOf } from '../measure/tally.ts'
import type { LiveSite } from '../site/live-site.ts'

/** Where and when events are spent. */
export interface SpendOptions {
  env: Env
  now: number
  waitUntil(work: Promise<unknown>): void
}

/** Events that are on their way in. */
export interface Spending {
  /** Says what became of them: only what was new is charged. */
  done(verdicts: readonly VerdictLine[]): void
}

/** What an isolate knows of a site's period. */
interface Meter {
  period: string
  /** Used by everybody, when it was last settled. */
  used: number
  /** Taken in here since, or on the way. */
  pending: number
  settlingSince: number
}

const settleMs = 1_000
/** A settlement that has not come by then died with the request that was to do it. */
const lostMs = 5_000
const maxSites = 200
/** The owner may raise the quota meanwhile; nobody needs to wait for the end of the month to see that. */
const longestWaitSeconds = 3_600

const meters = createRecent<Meter>(maxSites)
const free: Spending = { done: () => undefined }

/**
 * Sets events of a site aside before they are taken in; refuses them when its quota is used up. Isolates
 * settle once a second, so together they may take about a second's events too many. A site without a
 * quota costs nothing, one with a quota one object call a second.
 */
export async function spend(
  site: { id: string; site: LiveSite },
  events: number,
  options: SpendOptions
): Promise<Spending | Refusal> {
  const { quota } = site.site.snapshot.config
  if (quota === undefined || events === 0) return free
  const period = periodOf(quota, options.now)
  const meter = await meterOf(site.id, period, options)
  settleSoon(site.id, meter, options)
  if (meter.used + meter.pending >= quota.events) return overQuota(quota, period, options.now)
  meter.pending += events
  return {
    done(verdicts) {
      meter.pending -= events - verdicts.filter(([, verdict]) => verdict === 'ok').length
    },
  }
}

async function meterOf(site: string, { name }: Period, { env }: SpendOptions): Promise<Meter> {
  const known = meters.get(site)
  if (known?.period === name) return known
  const used = await settled(env, site, name, 0)
  // Another request may have come first while this one asked.
  const current = meters.get(site)
  if (current?.period === name) return current
  const meter = { period: name, used, pending: 0, settlingSince: 0 }
  meters.set(site, meter)
  return meter
}

function settleSoon(site: string, meter: Meter, { env, now, waitUntil }: SpendOptions): void {
  if (now - meter.settlingSince < lostMs) return
  meter.settlingSince = now
  waitUntil(settle(env, site, meter))
}

async function settle(env: Env, site: string, meter: Meter): Promise<void> {
  await scheduler.wait(settleMs)
  meter.settlingSince = 0
  const { pending } = meter
  meter.pending -= pending
  try {
    meter.used = await settled(env, site, meter.period, pending)
  } catch {
    // Settled later: with the next events.
    meter.pending += pending
  }
}

function settled(env: Env, site: string, period: string, events: number): Promise<number> {
  return shardOf(env, `${site}/quota`, 0).spend(period, events)
}

function overQuota({ events, per }: Quota, { endsAt }: Period, now: number): Refusal {
  const detail = `The site takes ${events} events a ${per}. Raise \`quota\` in its configuration, or wait.`
  const untilEnd = Math.ceil((endsAt - now) / 1_000)
  return refuse('quota_exceeded', detail, {
    retryAfterSeconds: Math.min(untilEnd, longestWaitSeconds),
  })
}
