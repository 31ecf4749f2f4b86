import { nearestIn } from '../content/locale.ts'
import { instantMs, offerMs } from './attention.ts'
import type { BestFirst } from './best-first.ts'
import type { Candidate, Decision, ResolveContent } from './decision.ts'
import { contentLookup } from './discretion.ts'
import type { Lot } from './novelty.ts'
import type { DecideSite, PreparedAction, PreparedSlot } from './prepare/prepared.ts'
import type { Ranked } from './rank.ts'
import { type Refusal, refusal } from './refusal.ts'
import type { Situation } from './situation.ts'
import { chooseVariant } from './variant.ts'

/** A decision that still lacks the id of its request. */
export type Decided = Omit<Decision, 'id'>

/** A decision, and the chance that it had to be this one. */
export interface Pick extends Decided {
  probability: number
}

/** What became of the eligible actions of a slot, in their order. */
export interface Choice {
  picks: Pick[]
  considered: Candidate[]
}

/** What choosing needs beside the person's situation. */
export interface Chooser {
  site: DecideSite
  situation: Situation
  resolve: ResolveContent
  /** The lot by which the first place of the slot was given, if any. */
  lot?: Lot | undefined
}

/** Fills a slot from its ranked actions: the best that fits on the page and has all its content. */
export function choose(ranked: BestFirst<Ranked>, slot: PreparedSlot, chooser: Chooser): Choice {
  const picks: Pick[] = []
  const considered: Candidate[] = []
  while (picks.length < slot.top) {
    const best = ranked.next()
    if (best === undefined) return { picks, considered }
    const result = take(best.action, slot, chooser)
    const isRefused = 'outcome' in result
    const isLot = chooser.lot?.drawn === best.action.id
    considered.push(standing(best, isRefused ? result : isLot ? chosenAsNew : chosen))
    if (isRefused) continue
    const chance = picks.length === 0 ? chooser.lot?.chanceOf(best.action.id) : undefined
    picks.push({ ...result, probability: chance ?? 1 })
  }
  const outranked = refusal('outranked', picks.at(-1)?.action)
  return {
    picks,
    considered: considered.concat(ranked.rest().map((one) => standing(one, outranked))),
  }
}

const chosen = refusal('chosen')
const chosenAsNew = refusal('chosen', 'novelty')

/** An eligible action in a receipt, with its place in the ranking. */
function standing({ action, score }: Ranked, { outcome, detail }: Refusal): Candidate {
  const { id, tier } = action
  return detail === undefined
    ? { action: id, tier, score, outcome }
    : { action: id, tier, score, outcome, detail }
}

/** Takes one action for the slot, unless the page, the budget or its content forbids it. */
function take(
  action: PreparedAction,
  slot: PreparedSlot,
  { site, situation, resolve }: Chooser
): Decided | Refusal {
  const item = action.item?.id(situation)
  const conflict = situation.page.conflict(action, item)
  if (conflict !== undefined) return refusal('excluded_on_page', conflict)
  const spent = action.exempt ? undefined : spentMeanwhile(action, slot, situation)
  if (spent !== undefined) return refusal('capped', spent)
  if (promotes(action, site) && isOutOfStock(item, situation)) {
    return refusal('suppressed', `out_of_stock:${item}`)
  }
  if (hasNoCode(action, situation)) return refusal('suppressed', `no_code:${action.offer}`)

  const split = chooseVariant(action, situation)
  if (split === undefined) return refusal('content_missing_value', 'variants')
  const { variant, arm } = split
  const lookup = contentLookup(situation.read, { ...site, item, offer: action.offer })
  const resolved = resolve(nearestIn(variant.locales, situation.locale) ?? variant.content, lookup)
  if ('missing' in resolved) return refusal('content_missing_value', resolved.missing)

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

/** A receipt, help, or word of a purchase may speak of an item that is gone; an offer may not. */
function promotes({ id, exempt }: PreparedAction, { config }: DecideSite): boolean {
  const sells = (config.actions?.[id]?.intent ?? 'sell') === 'sell'
  return sells && !exempt && config.catalogue?.promotesUnavailable !== true
}

/** Asked of the few that could win, not of all: most items of a site are unknown to a profile. */
function isOutOfStock(item: string | undefined, { read }: Situation): boolean {
  if (item === undefined) return false
  const availability = read(`items.${item}.availability`)
  return typeof availability === 'string' && outOfStock.test(availability)
}

/** Asked of the few that could win: a pool is not to be touched for anybody else. */
function hasNoCode({ offer }: PreparedAction, { read }: Situation): boolean {
  return offer !== undefined && read(`offer.${offer}.code`) === null
}

/**
 * Until when the answer holds: the end of the schedule, of the daypart, of an instant slot's wait, of
 * the time for which a code is kept.
 */
function validUntil(action: PreparedAction, slot: PreparedSlot, situation: Situation): number {
  const waits = slot.config.instant === true ? situation.now + instantMs : Infinity
  const kept = action.offer === undefined ? Infinity : situation.now + offerMs
  return Math.min(action.until, action.partEnds(situation), waits, kept)
}
