import { instantMs } from './attention.ts'
import type { Candidate, Decision, ResolveContent } from './decision.ts'
import { contentLookup } from './discretion.ts'
import { localized } from './locale.ts'
import type { DecideSite, PreparedAction, PreparedSlot } from './prepare/prepared.ts'
import type { Ranked } from './rank.ts'
import type { Situation } from './situation.ts'
import { chooseVariant } from './variant.ts'

/** A decision that still lacks the id of its request. */
export type Pick = Omit<Decision, 'id'>

/** What became of the eligible actions of a slot, in their order. */
export interface Choice {
  picks: Pick[]
  candidates: Candidate[]
}

/** What choosing needs beside the person's situation. */
export interface Chooser {
  site: DecideSite
  situation: Situation
  resolve: ResolveContent
}

/** Fills a slot from its ranked actions: the best that fits on the page and has all its content. */
export function choose(ranked: readonly Ranked[], slot: PreparedSlot, chooser: Chooser): Choice {
  const picks: Pick[] = []
  const candidates = ranked.map(({ action, score }): Candidate => {
    const scored = { action: action.id, tier: action.tier, score }
    const rival = picks.at(-1)
    if (picks.length === slot.top && rival !== undefined) {
      return { ...scored, outcome: 'outranked', detail: rival.action }
    }
    const result = take(action, slot, chooser)
    if ('outcome' in result) return { ...scored, ...result }
    picks.push(result)
    return { ...scored, outcome: 'chosen' }
  })
  return { picks, candidates }
}

/** Takes one action for the slot, unless the page, the budget or its content forbids it. */
function take(
  action: PreparedAction,
  slot: PreparedSlot,
  { site, situation, resolve }: Chooser
): Pick | Candidate {
  const item = action.item?.id(situation)
  const conflict = situation.page.conflict(action, item)
  if (conflict !== undefined) return action.refuse('excluded_on_page', conflict)
  const spent = action.exempt ? undefined : spentMeanwhile(action, slot, situation)
  if (spent !== undefined) return action.refuse('capped', spent)
  if (isOutOfStock(item, situation)) return action.refuse('suppressed', `out_of_stock:${item}`)

  const chosen = chooseVariant(action, situation)
  if (chosen === undefined) return action.refuse('content_missing_value', 'variants')
  const { variant, arm } = chosen
  const lookup = contentLookup(situation.read, { mayShow: site.mayShow, item })
  const resolved = resolve(localized(variant, situation.locale), lookup)
  if ('missing' in resolved) return action.refuse('content_missing_value', resolved.missing)

  situation.page.take(action, item)
  if (!action.exempt) situation.budget.spend(action, slot)
  const until = validUntil(action, slot, situation)
  return {
    slot: slot.name,
    action: action.id,
    variant: variant.name,
    content: resolved.content,
    ...(action.experiment && { experiment: action.experiment.name }),
    ...(arm === undefined ? {} : { arm }),
    ...(until === Infinity ? {} : { until }),
  }
}

/** A cap that had room when the slot was opened may be used up by the slot's own first picks. */
function spentMeanwhile(
  action: PreparedAction,
  slot: PreparedSlot,
  { budget }: Situation
): string | undefined {
  const reached =
    budget.reached(action.sharedCaps, slot.name) ?? budget.reached(slot.caps, slot.name)
  return reached?.label
}

const outOfStock =
  /^(?:https?:\/\/schema\.org\/)?(?:out[ _-]?of[ _-]?stock|sold[ _-]?out|discontinued)$/i

/** Asked of the few that could win, not of all: most items of a site are unknown to a profile. */
function isOutOfStock(item: string | undefined, { read }: Situation): boolean {
  if (item === undefined) return false
  const availability = read(`items.${item}.availability`)
  return typeof availability === 'string' && outOfStock.test(availability)
}

/** Until when the answer holds: the end of the schedule, of the daypart, of an instant slot's wait. */
function validUntil(action: PreparedAction, slot: PreparedSlot, situation: Situation): number {
  const waits = slot.config.instant === true ? situation.now + instantMs : Infinity
  return Math.min(action.until, action.partEnds(situation), waits)
}
