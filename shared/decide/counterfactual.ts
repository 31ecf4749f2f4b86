import { createConditionSet } from '../condition/compile.ts'
import type { Lookup } from '../condition/condition.ts'
import type { RegexEngine } from '../condition/regex.ts'
import type { Json } from '../event/json.ts'
import type { SiteConfig } from '../site/config.ts'
import { answer } from './answer.ts'
import type { Candidate, CandidateOutcome, Receipt, ResolveContent } from './decision.ts'
import { prepareSite } from './prepare/prepare-site.ts'
import type { DecideSite } from './prepare/prepared.ts'
import { remedyFor } from './remedies.ts'
import { receiptSource, recordedEstimate } from './replay.ts'

/** One thing that would have to be different. */
export type Need = (
  | {
      kind: 'fact'
      path: string
      from: Json
      to?: Json /** The receipt never saw it. */
      assumed?: true
    }
  | { kind: 'time'; from: number; to: number }
  | { kind: 'config'; path: string; from: Json; to: Json }
) & { words: string }

/** What it would have taken. */
export interface Counterfactual {
  /** Whether the action wins its slot with all needs met: checked by deciding again. */
  wins: boolean
  needs: Need[]
  /** Why no change of ours makes it win, when none does. */
  obstacle?: string
}

/** What the search may use. */
export interface CounterfactualInput {
  config: SiteConfig
  resolve: ResolveContent
  regex?: RegexEngine | undefined
  /** Facts of the person today, for those that the receipt never had to look at. */
  lookup?: Lookup | undefined
}

/** The world of a receipt while changes are tried on it. */
export interface World {
  facts: Record<string, Json>
  now: number
  config: SiteConfig
}

/** Why nobody looked at the candidates of a slot. */
export type SlotObstacle = 'bot' | 'unknown_slot' | 'other_channel' | 'not_on_page'

/** What became of the action, with what it depends on. */
export interface Standing {
  outcome: CandidateOutcome | SlotObstacle
  detail?: string
  score?: number
  /** All candidates of the slot. */
  rivals?: readonly Candidate[]
}

/** What one refusal asks for: changes, and the world after them; or why there is no change. */
export type Remedy = { needs: Need[]; world: World } | { obstacle: string }

/** Each step removes one refusal, and an action meets a dozen of them at most. */
const maxSteps = 24

/**
 * The smallest change that would have made an action win its slot. Takes the refusals one by one in
 * the order of a decision, changes as little as each allows, and decides again after every step.
 */
export function counterfactual(
  receipt: Receipt,
  action: string,
  input: CounterfactualInput
): Counterfactual {
  let world: World = { facts: { ...receipt.facts }, now: receipt.now, config: input.config }
  let site = siteOf(world, receipt, input)
  const needs: Need[] = []
  for (let step = 0; step < maxSteps; step++) {
    const stands = standing(action, { site, world, receipt }, input)
    if (stands.outcome === 'chosen') return { wins: true, needs }
    const remedy = remedyFor(stands, { action, slot: receipt.slot, site, world, input })
    if ('obstacle' in remedy) return { wins: false, needs, obstacle: remedy.obstacle }
    needs.push(...remedy.needs)
    if (remedy.world.config !== world.config) site = siteOf(remedy.world, receipt, input)
    world = remedy.world
  }
  return { wins: false, needs, obstacle: 'Too many things would have to change at once.' }
}

function siteOf({ config }: World, receipt: Receipt, { regex }: CounterfactualInput): DecideSite {
  const groups = config.groups ?? {}
  const conditions = createConditionSet({ groups, ...(regex && { regex }) })
  return prepareSite({ version: receipt.config, config, conditions })
}

/** What became of the action in the changed world, or of its whole slot. */
function standing(
  action: string,
  { site, world, receipt }: { site: DecideSite; world: World; receipt: Receipt },
  { resolve, lookup }: CounterfactualInput
): Standing {
  const { receipts } = answer(
    site,
    {
      ...receiptSource(world.facts),
      lookup: (path, keys) => factIn(world, path) ?? lookup?.(path, keys),
    },
    {
      now: world.now,
      seed: receipt.seed,
      slots: slotsOf(receipt),
      resolve,
      estimate: recordedEstimate(world.facts),
    }
  )
  const ofSlot = receipts.filter(({ slot }) => slot === receipt.slot)
  if (ofSlot.some((one) => one.action === action)) return { outcome: 'chosen' }
  const refused = ofSlot
    .flatMap(({ candidates }) => candidates)
    .find((one) => one.action === action)
  if (refused !== undefined) return { ...refused, rivals: ofSlot[0]?.candidates ?? [] }
  const none = ofSlot[0]?.none
  if (none !== undefined && isOfSlot(none)) return { outcome: none }
  // The index passes over actions for other pages: their audience is what fails.
  return { outcome: 'not_in_audience' }
}

function isOfSlot(none: NonNullable<Receipt['none']>): none is SlotObstacle {
  return (
    none === 'bot' || none === 'unknown_slot' || none === 'other_channel' || none === 'not_on_page'
  )
}

/** A fact of the changed world; `request.` and `ledger.` facts exist nowhere else. */
function factIn({ facts }: World, path: string): Json | undefined {
  if (Object.hasOwn(facts, path)) return facts[path]
  return path.startsWith('request.') || path.startsWith('ledger.') ? null : undefined
}

function slotsOf({ facts, slot }: Receipt): string[] {
  const slots = facts['request.slots']
  return Array.isArray(slots) ? slots.map(String) : [slot]
}
