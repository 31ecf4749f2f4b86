import type { ConditionSet, Fact, Test } from '../../condition/compile.ts'
import type { Content } from '../../content/content.ts'
import type { HashVersion, Range } from '../../hash/hash.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Cap, Slot } from '../action.ts'
import type { Candidate } from '../decision.ts'
import type { Discretion } from '../discretion.ts'
import type { Refusal } from '../refusal.ts'
import type { Situation } from '../situation.ts'

/** What deciding needs of a compiled site. */
export interface DecideSite {
  version: number
  config: SiteConfig
  conditions: ConditionSet
  segments: ReadonlyMap<string, Test>
  /** Segments that the page may be told, by name. */
  publicSegments: readonly string[]
  actions: ReadonlyMap<string, PreparedAction>
  slots: ReadonlyMap<string, PreparedSlot>
  /** Suppression rules; actions refer to them by position. */
  rules: readonly Test[]
  experiments: ReadonlyMap<string, PreparedExperiment>
  /** Every consent purpose that some action asks for. */
  purposes: readonly string[]
  caps: SharedCaps
  /** Actions by the item they promote, where that is written in the configuration. */
  byItem: ReadonlyMap<string, readonly PreparedAction[]>
  facts: SiteFacts
  mayShow: Discretion
}

/** Caps that actions share. */
export interface SharedCaps {
  /** Of tags and in total; slots have their own. */
  shared: readonly PreparedCap[]
  /** How many different counts they and the slots' caps need. */
  counts: number
}

/** Facts that every decision of a site reads. */
export interface SiteFacts {
  care: Fact
  bought: Fact
  cart: Fact
  session: Fact
}

/**
 * One reason for which an action may not be shown. An action carries only the stages that can refuse
 * it, so that what it does not use costs nothing.
 */
export type Stage = (situation: Situation, slot: PreparedSlot) => Refusal | undefined

/** An action with everything worked out that does not depend on the person. */
export interface PreparedAction {
  id: string
  /** Position among the site's actions. */
  index: number
  /** Stages after the audience, in the order of a decision. */
  stages: readonly Stage[]
  /** The stages that can refuse it while nothing marks it and the request is calm. */
  calmStages: readonly Stage[]
  /** Exempt from caps, pauses and holdout. */
  exempt: boolean
  tier: number
  probability: number
  worth: (situation: Situation) => number
  help: boolean
  /** Whether a slot that tries something new may try it. */
  isTriedOut: boolean
  item: ItemReference | undefined
  group: string | undefined
  /** Pool of codes that the content needs one of. */
  offer: string | undefined
  /** Caps of this action alone. */
  ownCaps: readonly PreparedCap[]
  /** Caps shared with other actions that a decision for this one uses up. */
  sharedCaps: readonly PreparedCap[]
  experiment: PreparedExperiment | undefined
  split: Split
  variants: readonly PreparedVariant[]
  /** When the schedule ends. */
  until: number
  /** When the daypart that holds now ends. */
  partEnds: (situation: Situation) => number
}

/** Stages that many actions share, and the audiences behind them. */
export interface Gate {
  stages: readonly Stage[]
  openings: readonly Opening[]
}

/** Audiences that demand the same comparison: where it fails, none of them holds. */
export interface Opening {
  /** Absent: each has to be asked. */
  holds: Test | undefined
  audiences: readonly Audience[]
  /** What a receipt says of all their actions when it does not hold: most candidates, in most requests. */
  outside: readonly Candidate[]
}

/** Actions for the same people. */
export interface Audience {
  /** Absent: everybody. */
  holds: Test | undefined
  actions: readonly PreparedAction[]
  /** What a receipt says of them when it does not hold. */
  outside: readonly Candidate[]
}

/** The item an action promotes, as written in the configuration or read from a fact. */
export interface ItemReference {
  /** The item as written, or the path of the fact that names it. */
  fixed: string | undefined
  path: string | undefined
  id: (situation: Situation) => string | undefined
}

/** A variant with its content per locale; the locales in lower case. */
export interface PreparedVariant {
  name: string
  /** Pieces of the content library that it shows, in any locale. */
  pieces: readonly string[]
  content: Content
  locales: ReadonlyMap<string, Content>
}

/** How variants share the people: `ranges[i]` belongs to `variants[i]`. */
export interface Split {
  seed: string
  version: HashVersion
  ranges: readonly Range[]
}

/** An experiment that is running. */
export interface PreparedExperiment {
  name: string
  seed: string
  version: HashVersion
  coverage: number
  namespace: { seed: string; range: Range } | undefined
  when: Test | undefined
  /** Arms and their ranges, when the experiment has arms of its own. */
  arms: { names: readonly string[]; ranges: readonly Range[] } | undefined
}

/** What a cap counts over. */
export type CapScope = 'action' | 'tag' | 'slot' | 'channel' | 'total'

/** What the ledger knows of one outcome and a cap may ask about. */
export interface Spent {
  action: string
  slot: string
  channel: string
}

/** A cap over one scope. */
export interface PreparedCap {
  scope: CapScope
  /** The action, tag, slot or channel; empty in total. */
  name: string
  max: number
  outcome: NonNullable<Cap['of']>
  /** Length of the window in ms; `Infinity` for a lifetime. */
  window: number | 'session'
  /** Path of the count among the facts of a receipt: `ledger.tag.promo.rendered.7d`. */
  path: string
  /** The cap in words, as receipts name it: `tag promo: 3 rendered per 7d`. */
  label: string
  /** Position among the shared caps; -1 for the cap of a single action. */
  index: number
  covers: (spent: Spent) => boolean
}

/** A slot with its candidates, indexed by facts of the page. */
export interface PreparedSlot {
  name: string
  config: Slot
  channel: string
  top: number
  page: Test | undefined
  /** Caps of the slot itself and of its channel. */
  caps: readonly PreparedCap[]
  candidates: (situation: Situation) => readonly Gate[]
}
