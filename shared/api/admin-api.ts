import type { Problem } from '../condition/condition.ts'
import type { Receipt } from '../decide/decision.ts'
import type { Json, JsonObject } from '../event/json.ts'
import type { Trace } from '../journey/run.ts'
import type { SiteConfig } from '../site/config.ts'

/**
 * The admin API as console and CLI see it, under `/v1/admin/sites/:site`. Refusals are problem
 * documents (RFC 9457) with a stable `code`; times are ms since the Unix epoch.
 */

/** `GET /config`, with the version as ETag. `PUT /config` takes `{ config, note? }` under `If-Match`. */
export interface PublishedConfig {
  version: number
  at: number
  by: string
  note: string
  config: SiteConfig
}

/** Answer of `PUT /config` and `POST /rollback`. */
export interface PublishAnswer {
  version: number
  warnings: Problem[]
}

/** `GET /draft`, with the revision as ETag. `PUT /draft` takes `{ config, base? }` under `If-Match`. */
export interface DraftAnswer {
  /** Counts the saves, so that two editors notice each other. */
  revision: number
  at: number
  by: string
  /** Anything: it is checked when it is published. */
  config: Json
  /** Version that it started from. */
  base: number | null
}

/** `GET /versions`: newest first. */
export interface VersionsAnswer {
  versions: Omit<PublishedConfig, 'config'>[]
}

/** `GET /audit?before=n`: newest first. */
export interface AuditAnswer {
  entries: { n: number; at: number; by: string; did: string; detail: JsonObject }[]
}

/** `GET /keys`. A key itself is shown once, by the answer to `POST /keys`. */
export interface KeysAnswer {
  keys: {
    id: string
    kind: 'public' | 'secret'
    label: string
    createdAt: number
    revokedAt?: number
  }[]
}

/** `GET /sources`: where webhooks come from. */
export interface SourcesAnswer {
  sources: {
    name: string
    enabled: boolean
    /** The ready source it starts from. */
    like?: string
    /** Where its webhooks go; add `?key=` with a public key. */
    path: string
    /** How many secrets are good: none yet, one, or two while one is being replaced. */
    secrets: number
    /** Deliveries that wait to be replayed. */
    failed: number
  }[]
}

/** `GET /now`: what the site is doing, minute by minute, oldest first. Counter names are `kind:detail`. */
export interface NowAnswer {
  now: number
  minutes: { minute: number; counters: Record<string, number> }[]
}

/** One entry of a person's time line, newest first: `GET /profiles/:ref/timeline`. */
export type TimelineEntry =
  | {
      kind: 'event'
      at: number
      id: string
      type: string
      name: string
      properties: JsonObject
      /** It tells again of an order that was known, and did not count. */
      isRepeat?: true
    }
  | { kind: 'decision'; at: number; receipt: Receipt }
  /** Another profile became part of this one; `isUndoable`: `POST …/unmerge` takes it out again. */
  | { kind: 'merge'; at: number; merge: string; from: string; isUndoable?: true }
  | { kind: 'unmerge'; at: number; merge: string; from: string }
  | { kind: 'journey'; at: number; trace: Trace }

/** `GET /profiles/:ref/timeline?before=ms`. */
export interface TimelineAnswer {
  entries: TimelineEntry[]
}

/** How many codes of an offer are where. */
export interface OfferStock {
  free: number
  /** Decided for somebody who has not been seen to see it. */
  reserved: number
  given: number
}

/** `POST …/offers/{pool}/codes`: what became of the lines. */
export interface CodesAnswer {
  added: number
  /** Were here already. */
  known: number
  stock: OfferStock
}

/** Answer of `POST /profiles/:ref/unmerge`: who stayed, and who is themselves again. */
export interface UnmergeAnswer {
  profile: string
  restored: string
}
