import type { PageDecision, Verdict } from '../../shared/api/page-api.ts'
import type { Receipt } from '../../shared/decide/decision.ts'
import type { Event } from '../../shared/event/event.ts'
import type { PagePlace } from '../../shared/profile/remember-home.ts'
import type { Moment } from '../decide/moment.ts'

/** How a profile object is addressed, and on whose word. */
export interface Addressing {
  /** `device`: whoever uses the device that this object is derived from. `profile`: this very person. */
  via: 'device' | 'profile'
  /** Profile id that the device is derived from, when the request comes from one. */
  device?: string | undefined
  /** User id the request acts for, on the word of a token, of a back end, or of a page believed. */
  user?: string | undefined
  /** Whether a known person's profile may be used; a page without the proof its site asks for may not. */
  mayBeKnown: boolean
  /** A guest of this device that has become somebody, and must be no stranger's again. */
  expiredGuest?: string | undefined
  /** Asks about somebody known; nobody new begins here. */
  mustExist?: true
  /** Whatever the user did up to then was erased on demand. */
  erasedAt?: number | undefined
}

/** What a request asks of one profile: what happened, and what to decide, in one call. */
export interface Visit {
  site: string
  /** The worker's clock, taken once for the whole request. */
  now: number
  /** Names the request: decisions are `${seed}.0`, `${seed}.1` … */
  seed: string
  /** Newest configuration version that worker or visitor have seen: nothing older may decide. */
  atLeast: number
  addressing: Addressing
  events: Event[]
  asks: Asks
}

/** What to decide, and for what moment. */
export interface Asks {
  slots: string[]
  context: Moment
  /** What the page itself says about where its person is; nothing is guessed here. */
  place?: PagePlace | undefined
  /** `decided`: a page will confirm. `rendered`: the channel never confirms. `no`: a mere preview. */
  record: 'decided' | 'rendered' | 'no'
  /** Whether the receipts are wanted back: they are long. */
  isExplained?: boolean
}

/** What became of a visit. */
export interface Visited {
  /** The profile that answered. */
  profile: string
  config: number
  verdicts: [id: string, verdict: Verdict, code?: string][]
  decisions: PageDecision[]
  /** Decisions ahead of time, for the page after this one. */
  instant: PageDecision[]
  /** Why, slot by slot; when that was asked for. */
  receipts: Receipt[]
  segments: string[]
  /** Whether the profile has a user id. */
  isKnown: boolean
  /** External ids that the profile did not have before: to be claimed in its name. */
  newIds: [kind: string, value: string][]
}

/** Whose profile the object holds, seen from a user id. */
export type Standing = 'anonymous' | 'same' | 'other'

/** Why the object does not answer a visit itself. */
export type Elsewhere =
  /** That one does. */
  | { to: string }
  /** Not this one any more: ask the device's own object again. */
  | { gone: string }
  /** First it must be settled whose `profile` that is. */
  | { settle: string; standing: Standing; parted?: string[] }
