import { createRegexEngine } from '../../shared/condition/linear-regex.ts'
import { createRecent } from '../../shared/memory/recent.ts'
import { type CompiledSite, compileSite } from '../../shared/site/compile.ts'
import type { Snapshot } from '../../shared/site/config.ts'
import { readCatalogue } from '../catalogue/live-catalogue.ts'
import type { Env } from '../env.ts'
import { siteObject } from './address.ts'

/** A site ready to serve: what was published, and its rules compiled. */
export interface LiveSite {
  snapshot: Snapshot
  rules: CompiledSite
}

/** What a look-up knows about its moment. */
export interface LookupOptions {
  env: Env
  now: number
  /** Newest version the caller has seen: nothing older may answer. */
  atLeast?: number
  /** Keeps a refresh alive after the answer has left. */
  waitUntil(work: Promise<unknown>): void
}

interface Entry {
  site: LiveSite | undefined
  readAt: number
  refreshingSince: number
  askedOriginAt: number
}

/** How long an entry is fresh, and how long it may still answer while it is being refreshed. */
const production = { freshMs: 30_000, staleMs: 300_000 }
/** A publish on one's own machine shows at once. */
const local = { freshMs: 500, staleMs: 1_000 }

const maxSites = 200
/** A refresh that has not come back by then died with its request. */
const refreshTimeoutMs = 10_000
const originPauseMs = 1_000

const regex = createRegexEngine()

/**
 * Sites by id, shared by all requests and objects of an isolate. It is a variable of the module
 * because the platform, not our wiring, constructs the objects.
 */
const entries = createRecent<Entry>(maxSites)

/**
 * The published site. Read from KV once, then from memory, refreshed behind the answers. Promises
 * are not shared between requests: one that is cancelled would take the others with it.
 */
export async function findSite(id: string, options: LookupOptions): Promise<LiveSite | undefined> {
  const entry = (await refreshed(id, options)) ?? (await read(id, options))
  const { atLeast = 0, now } = options
  const version = entry.site?.snapshot.version ?? 0
  if (atLeast <= version || now - entry.askedOriginAt < originPauseMs) return entry.site
  // KV may be a minute behind what this visitor has seen already: ask the site itself.
  entry.askedOriginAt = now
  const snapshot = await siteObject(options.env, id).snapshot()
  remember(id, snapshot, now)
  return (await withCatalogue(id, options)).site
}

/** Forgets a site in this isolate, so that its owner sees a publish with the next request. */
export function forgetSite(id: string): void {
  const entry = entries.get(id)
  if (entry) entry.readAt = 0
}

async function refreshed(id: string, options: LookupOptions): Promise<Entry | undefined> {
  const { env, now, waitUntil } = options
  const { freshMs, staleMs } = env.ATTUNE_LOCAL ? local : production
  const entry = entries.get(id)
  if (!entry || now - entry.readAt > staleMs) return undefined
  const isRefreshing = now - entry.refreshingSince < refreshTimeoutMs
  if (now - entry.readAt > freshMs && !isRefreshing) {
    entry.refreshingSince = now
    waitUntil(read(id, options))
  }
  return entry
}

async function read(id: string, options: LookupOptions): Promise<Entry> {
  const snapshot = await options.env.CONFIG.get<Snapshot>(snapshotKey(id), 'json')
  remember(id, snapshot ?? undefined, options.now)
  return withCatalogue(id, options)
}

/** The entry of a site, with what it offers now. Only sites that declare a catalogue pay for the look. */
async function withCatalogue(id: string, { env, now }: LookupOptions): Promise<Entry> {
  const isDeclared = entries.get(id)?.site?.snapshot.config.catalogue !== undefined
  const catalogue = isDeclared ? await readCatalogue(env, id) : undefined
  // Asked again: another request may have read something newer meanwhile.
  const entry = entries.get(id) ?? remember(id, undefined, now)
  const { site } = entry
  if (!site || site.rules.catalogue === catalogue) return entry
  const isOlder = (catalogue?.version ?? 0) < (site.rules.catalogue?.version ?? 0)
  if (!isOlder) entry.site = { ...site, rules: { ...site.rules, catalogue } }
  return entry
}

/** Keeps the newer of what is known and what was read: KV may answer with the past. */
function remember(id: string, snapshot: Snapshot | undefined, now: number): Entry {
  const known = entries.get(id)
  const isNewer = (snapshot?.publishedAt ?? 0) > (known?.site?.snapshot.publishedAt ?? 0)
  const site =
    snapshot && isNewer ? { snapshot, rules: compileSite(snapshot, { regex }) } : known?.site
  const askedOriginAt = known?.askedOriginAt ?? 0
  const entry: Entry = { site, readAt: now, refreshingSince: 0, askedOriginAt }
  entries.set(id, entry)
  return entry
}

/** Where a site's snapshot stands in KV. */
export function snapshotKey(site: string): string {
  return `site:${site}`
}
