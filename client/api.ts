import type { Outcome } from '../shared/api/outcomes.ts'
import type { PageDecision, PageEvent } from '../shared/api/page-api.ts'
import type { JsonObject } from '../shared/event/json.ts'
import type { Purposes } from './consent/consent.ts'
import type { Kept } from './host.ts'
import type { Asking } from './send/request.ts'

/** Gets a decision, and a way to report what came of it where Attune does not draw it itself. */
export type DecisionListener = (decision: PageDecision, report: (outcome: Outcome) => void) => void

/** What the site's own code may call, as `attune('track', …)` or as methods of `start()`. */
export interface Attune {
  /** Something the visitor did. Resolves with how it was kept; rejects when the event is too large. */
  track(event: string, properties?: JsonObject): Promise<Kept>
  /** Who the visitor is; `token` is the identity token that the site's back end has signed. */
  identify(userId: string, traits?: JsonObject, token?: string): Promise<Kept>
  /** A page view beyond those that are counted by themselves. */
  page(name?: string, properties?: JsonObject): Promise<Kept>
  group(groupId: string, traits?: JsonObject): Promise<Kept>
  alias(userId: string, previousId?: string): Promise<Kept>
  /** Log-out: a new visitor from here on, and nothing of the old one left on the device. */
  reset(): Promise<unknown>
  /** What the visitor allows, by purpose. */
  consent(answer: boolean | Purposes): Promise<unknown>
  /** Decides now and shows the answer whenever it comes; resolves with the decisions of the page. */
  decide(slots?: string[]): Promise<readonly PageDecision[]>
  /** Calls with each decision, or with those of one slot. */
  onDecision(listener: DecisionListener, slot?: string): void
  /** Resolves when the first decisions are shown, or will not come in time. */
  ready(run?: () => void): Promise<void>
}

/** The request that the head snippet has sent, when the device was known already. */
export type Early = [
  /** Its one event is the page view. */
  body: Asking & { stream: string; slots: string[]; sentAt: string; events: [PageEvent] },
  sentAt: number,
  answer: Promise<Response>,
]

/** What the head snippet leaves for the script. */
export interface Begun {
  early?: Early
  /** The sheet by which slots are hidden; its own animation shows them again after 400 ms. */
  sheet?: CSSStyleSheet
}

/** `['track', 'Product Added', { … }]`. */
export type Call = [method: keyof Attune, ...args: unknown[]]

/** The queue that stands in for the script until it has loaded. */
export interface Queue extends Begun {
  (...call: Call): unknown
  /** Calls made before the script came. */
  q?: Call[]
  /** The script has come. */
  isStarted?: boolean
}

declare global {
  interface Window {
    attune?: Queue
  }
}
