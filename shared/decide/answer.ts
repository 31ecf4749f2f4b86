import type { Json } from '../event/json.ts'
import { type Chooser, choose, type Pick } from './choose.ts'
import type { Candidate, Decision, Receipt, ResolveContent } from './decision.ts'
import type { Estimate } from './estimate.ts'
import type { DecideSite, PreparedSlot } from './prepare/prepared.ts'
import { estimator, rank } from './rank.ts'
import { sift } from './sift.ts'
import { openSituation, type Situation, type Source } from './situation.ts'

/** What names and answers a request beside its facts. */
export interface Asked {
  now: number
  /** Names the request: decision ids are `${seed}.${n}`. Does not influence who gets what. */
  seed: string
  /** Slots to fill, most prominent first: an earlier slot chooses before a later one. */
  slots: readonly string[]
  resolve: ResolveContent
  /** Learning models plug in here; by default an action's own prior counts. */
  estimate?: Estimate | undefined
}

/** What to show, and why. One receipt per decision and one per slot that stays with its default. */
export interface Answer {
  decisions: Decision[]
  receipts: Receipt[]
  /** Public segments that the person is in, by name. */
  segments: string[]
}

/** What became of one slot. */
interface Filled {
  slot: string
  picks: Pick[]
  candidates: Candidate[]
  none?: Receipt['none']
}

/** Answers a request from any source of facts: the whole order of a decision, slot by slot. */
export function answer(site: DecideSite, source: Source, asked: Asked): Answer {
  const situation = openSituation(site, source, asked.now)
  const slots = [...new Set(asked.slots)]
  // Asked for, so that every receipt knows which slots were filled together.
  situation.read('request.slots')
  const isBot = situation.read('request.bot') === true
  const chooser: Chooser = { site, situation, resolve: asked.resolve }
  const filled = slots.map((slot): Filled => {
    if (isBot) return { slot, picks: [], candidates: [], none: 'bot' }
    return fillSlot(slot, chooser, asked.estimate)
  })
  const segments = isBot
    ? []
    : site.publicSegments.filter((name) => site.segments.get(name)?.(situation.moment) === true)
  const facts = situation.facts()
  const result = { ...writeUp(filled, { site, situation, asked, facts }), segments }
  situation.moment.release()
  return result
}

function fillSlot(name: string, chooser: Chooser, estimate: Estimate | undefined): Filled {
  const { site, situation } = chooser
  const stays = (none: Receipt['none']): Filled => ({ slot: name, picks: [], candidates: [], none })
  const slot = site.slots.get(name)
  if (slot === undefined) return stays('unknown_slot')
  // A public page must not look into what the call centre is told to say.
  const asks = situation.read('request.channel')
  if (asks === 'page' && slot.channel !== 'page') return stays('other_channel')
  if (slot.page?.(situation.moment) === false) return stays('not_on_page')

  const { eligible, refusals, outside } = sift(slot, situation)
  const ranked = rank(eligible, situation, estimator(estimate, name, situation))
  const { picks, considered } = choose(ranked, slot, chooser)
  const all = considered.concat(refusals, outside)
  return picks.length > 0
    ? { slot: name, picks, candidates: all }
    : { slot: name, picks, candidates: all, none: whyNone(all, slot, situation) }
}

/** Names the reason that all candidates share, when there is one. */
function whyNone(
  candidates: readonly Candidate[],
  slot: PreparedSlot,
  { budget }: Situation
): Receipt['none'] {
  if (candidates.some(({ outcome }) => outcome === 'held_out')) return 'held_out'
  const capped = candidates.filter(({ outcome }) => outcome === 'capped')
  if (capped.some(({ detail }) => detail?.startsWith('total:'))) return 'total_capped'
  const full = slot.caps.some((cap) => cap.scope === 'slot' && budget.reached([cap], slot.name))
  return full && capped.length > 0 ? 'slot_capped' : 'no_candidate'
}

/** The library's pieces in a pick, for its receipt; most have none. */
function piecesOf({ action, variant }: Pick, site: DecideSite): Partial<Receipt> {
  const { variants = [] } = site.actions.get(action) ?? {}
  const { pieces = [] } = variants.find(({ name }) => name === variant) ?? {}
  return pieces.length > 0 ? { pieces } : {}
}

/** Numbers the decisions and writes a receipt for each, and for each slot that stays as it is. */
function writeUp(
  filled: readonly Filled[],
  {
    site,
    situation,
    asked,
    facts,
  }: { site: DecideSite; situation: Situation; asked: Asked; facts: Record<string, Json> }
): Omit<Answer, 'segments'> {
  const answered: Omit<Answer, 'segments'> = { decisions: [], receipts: [] }
  const arms = situation.arms()
  const shared = {
    config: site.version,
    now: asked.now,
    seed: asked.seed,
    facts,
    probability: 1,
    buckets: situation.buckets(),
    ...(Object.keys(arms).length > 0 && { arms }),
  }
  for (const { slot, picks, candidates, none } of filled) {
    for (const pick of picks.length > 0 ? picks : [undefined]) {
      const id = `${asked.seed}.${answered.receipts.length}`
      answered.receipts.push({
        id,
        slot,
        ...(pick && { action: pick.action, variant: pick.variant }),
        ...(pick && piecesOf(pick, site)),
        ...(none && { none }),
        candidates,
        ...shared,
      })
      if (pick !== undefined) answered.decisions.push({ id, ...pick })
    }
  }
  return answered
}
