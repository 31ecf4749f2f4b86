import type { Content } from '../content/content.ts'
import type { Json, JsonObject } from '../event/json.ts'

/**
 * What is true of this moment, whatever the channel. The edge makes it from the page's context, the
 * request's headers and its own clock; nothing in it is believed for caps or identity.
 */
export interface Context {
  /** `page`, `email`, `desk`, `till`, `app`: where the answer will be shown. */
  channel: string
  /** IANA zone, already checked; the site's own when the visitor's is unknown. */
  timezone: string
  locale: string
  /** Purpose -> granted. A purpose that is missing follows the site's consent mode. */
  consent: Record<string, boolean>
  /** Global Privacy Control: sale and share purposes are off, whatever `consent` says. */
  gpc: boolean
  /** `page.…` paths: url, path, title, search, referrer, properties. */
  page: JsonObject
  /** Everything else under `context.…`: device, campaign, connection, viewport, place. */
  more: JsonObject
  /** Bots get defaults and count for nothing. */
  bot: boolean
}

/** Why a candidate was not chosen, or that it was. `detail` names the rule, cap, or rival. */
export type CandidateOutcome =
  | 'chosen'
  | 'off'
  | 'no_consent'
  | 'not_scheduled'
  | 'outside_daypart'
  | 'not_in_audience'
  | 'suppressed'
  | 'care_mode'
  | 'capped'
  | 'cooling_down'
  | 'held_out'
  | 'not_in_experiment'
  | 'outranked'
  | 'excluded_on_page'
  | 'content_missing_value'

/** One candidate in a receipt. */
export interface Candidate {
  action: string
  outcome: CandidateOutcome
  /** Rule, cap, rival, purpose, missing path: what decided it. */
  detail?: string
  tier?: number
  score?: number
}

/**
 * Why: everything needed to say the reason in words and to make the same decision again, byte for
 * byte, without the profile.
 */
export interface Receipt {
  /** Decision id, also when nothing was chosen. */
  id: string
  slot: string
  config: number
  now: number
  seed: string
  /** The chosen action, or none: the default content stays. */
  action?: string
  variant?: string
  /** Pieces of the content library that it shows. */
  pieces?: readonly string[]
  /** Why none, when it is not any single candidate's affair. */
  none?:
    | 'bot'
    | 'unknown_slot'
    | 'other_channel'
    | 'not_on_page'
    | 'no_candidate'
    | 'slot_capped'
    | 'held_out'
    | 'total_capped'
  candidates: Candidate[]
  /**
   * Every fact that was read for the request, by path; a path that held nothing is null. Paths under
   * `request.` are the request itself, paths under `ledger.` what the caps counted; of those only
   * counts above zero are kept. Receipts of one request share this object.
   */
  facts: Record<string, Json>
  /** Chance of this answer, for off-policy estimates: 1 unless a draw was made. */
  probability: number
  /** Where the hash fell, when an experiment, split or holdout asked for one: seed name -> 0..1. */
  buckets: Record<string, number>
  /** Experiments this person took part in, and the arm; of those with arms. */
  arms?: Record<string, string>
}

/** The action chosen for a slot. */
export interface Decision {
  id: string
  slot: string
  action: string
  variant: string
  content: Content
  /** Experiment whose exposure this is; the arm is `arm`, else the variant. */
  experiment?: string
  arm?: string
  /** Not to be shown from then on, ms since the epoch. */
  until?: number
}

/** Fills templates in content. Total: answers with the path that had no value instead of throwing. */
export type ResolveContent = (
  content: Content,
  lookup: (path: string) => Json | undefined
) => { content: Content } | { missing: string }
