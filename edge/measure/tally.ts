import type { Env } from '../env.ts'
import { type Remote, remote } from '../remote.ts'
import type { Counters, MeasureObject } from './measure-object.ts'

/** Where and when something is counted. */
export interface CountOptions {
  env: Env
  now: number
  waitUntil(work: Promise<unknown>): void
}

const shards = 4
const flushMs = 1_000
/** A flush that has not come by then died with the request that was to do it. */
const lostMs = 5_000

/** Counts not yet handed on, by site. Shared by all requests of the isolate, so a flush is seldom. */
let pending = new Map<string, Counters>()
let flushingSince = 0

/** Counts, and hands on at most once a second, after the answer has left. */
export function count(site: string, counters: Counters, options: CountOptions): void {
  if (Object.keys(counters).length === 0) return
  pending.set(site, added(pending.get(site) ?? {}, counters))
  if (options.now - flushingSince < lostMs) return
  flushingSince = options.now
  options.waitUntil(flushSoon(options))
}

/** The counters of a site since a time, over all shards, oldest minute first. */
export async function countersSince(
  env: Env,
  site: string,
  from: number
): Promise<Map<number, Counters>> {
  const asked = Array.from({ length: shards }, (_, shard) => shardOf(env, site, shard).since(from))
  const minutes = new Map<number, Counters>()
  for (const { minute, counters } of (await Promise.all(asked)).flat()) {
    minutes.set(minute, added(minutes.get(minute) ?? {}, counters))
  }
  return minutes
}

/** How many messages have arrived through a channel since a time. */
export async function arrivedSince(
  env: Env,
  site: string,
  { channel, from }: { channel: string; from: number }
): Promise<number> {
  const minutes = await countersSince(env, site, from)
  const name = `delivery:arrived:${channel}`
  return [...minutes.values()].reduce((sum, counters) => sum + (counters[name] ?? 0), 0)
}

/** How many stand where now, over all shards. */
export async function standingNow(env: Env, site: string): Promise<Counters> {
  const asked = Array.from({ length: shards }, (_, shard) => shardOf(env, site, shard).standing())
  return (await Promise.all(asked)).reduce(added, {})
}

/** The object that counts for one shard of a site. */
export function shardOf(env: Env, site: string, shard: number): Remote<MeasureObject> {
  return remote<MeasureObject>(env.MEASURE, `${site}/${shard}`)
}

async function flushSoon({ env, now }: CountOptions): Promise<void> {
  await scheduler.wait(flushMs)
  const flushed = pending
  pending = new Map()
  flushingSince = 0
  const shard = Math.floor(Math.random() * shards)
  for (const [site, counters] of flushed) {
    try {
      await shardOf(env, site, shard).add(counters, now)
    } catch {
      // Counted later: with the next flush.
      pending.set(site, added(pending.get(site) ?? {}, counters))
    }
  }
}

function added(a: Counters, b: Counters): Counters {
  const sum = { ...a }
  for (const [name, value] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + value
  return sum
}
