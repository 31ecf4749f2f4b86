import { createConditionSet } from '../condition/compile.ts'
import type { Lookup } from '../condition/condition.ts'
import type { RegexEngine } from '../condition/regex.ts'
import type { Json } from '../event/json.ts'
import type { SiteConfig } from '../site/config.ts'
import { answer } from './answer.ts'
import type { Receipt, ResolveContent } from './decision.ts'
import { prepareSite } from './prepare/prepare-site.ts'
import type { DecideSite } from './prepare/prepared.ts'
import type { SlotObstacle, Standing } from './remedy/patient.ts'
import { remedyFor } from './remedy/remedies.ts'
import type { Need, World } from './remedy/world.ts'
import { receiptSource, recordedEstimate, slotsOf } from './replay.ts'

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
    const { actions = {} } = world.config
    const config = Object.hasOwn(actions, action) ? actions[action] : undefined
    if (config === undefined) {
      return { wins: false, needs, obstacle: 'The configuration has no action of that name.' }
    }
    const standing = standingOf(action, { site, world, receipt }, input)
    if (standing.outcome === 'chosen') return { wins: true, needs }
    const { regex, lookup } = input
    const patient = { action, config, slot: receipt.slot, site, world, regex, lookup }
    const remedy = remedyFor(standing, patient)
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

/** What becomes of the action in the world as changed so far, or of its whole slot. */
function standingOf(
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
  const rivals = ofSlot[0]?.candidates ?? []
  const refused = rivals.find((one) => one.action === action)
  if (refused !== undefined) return { ...refused, rivals }
  const none = ofSlot[0]?.none
  // The index passes over actions for other pages: their audience is what fails.
  return { outcome: isOfSlot(none) ? none : 'not_in_audience' }
}

const slotObstacles = ['bot', 'unknown_slot', 'other_channel', 'not_on_page'] as const

function isOfSlot(none: Receipt['none']): none is SlotObstacle {
  return slotObstacles.some((obstacle) => obstacle === none)
}

/** A fact of the changed world; `request.` and `ledger.` facts exist nowhere else. */
function factIn({ facts }: World, path: string): Json | undefined {
  if (Object.hasOwn(facts, path)) return facts[path]
  return path.startsWith('request.') || path.startsWith('ledger.') ? null : undefined
}
