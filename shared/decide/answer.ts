import type { Json } from '../event/json.ts'
import { type Chooser, choose, type Decided, type Pick } from './choose.ts'
import type { Candidate, Decision, Receipt, ResolveContent } from './decision.ts'
import type { Estimate } from './estimate.ts'
import { drawLot, type Lot } from './novelty.ts'
import type { DecideSite, PreparedAction, PreparedSlot } from './prepare/prepared.ts'
import { estimator, type Order, rank } from './rank.ts'
import { sift } from './sift.ts'
import { openSituation, type Situation, type Source } from './situation.ts'
import { repetition } from './variety.ts'

/** What names and answers a request beside its facts. */
export interface Asked {
  now: number
  /** Names the request: decision ids are `${seed}.${n}`. Nothing but a slot's novelty depends on it. */
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
  const situation = openSituation(site, source, asked)
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
  const order = {
    probability: estimator(estimate, name, situation),
    isRepeated: repetition(slot, chooser),
  }
  const lot = slot.config.novelty ? drawFor(slot, eligible, order, situation) : undefined
  const ranked = rank(eligible, situation, { ...order, drawn: lot?.drawn })
  const { picks, considered } = choose(ranked, slot, { ...chooser, lot })
  const all = joined(considered.concat(refusals), outside)
  return picks.length > 0
    ? { slot: name, picks, candidates: all }
    : { slot: name, picks, candidates: all, none: whyNone(all, slot, situation) }
}

/** As many lists at once as a call may safely have arguments. */
const listsAtOnce = 1_000

function joined(all: Candidate[], lists: readonly (readonly Candidate[])[]): Candidate[] {
  if (lists.length <= listsAtOnce) return all.concat(...lists)
  return joined(all.concat(...lists.slice(0, listsAtOnce)), lists.slice(listsAtOnce))
}

/** Draws the lot of a slot, which depends on what would come first without it. */
function drawFor(
  slot: PreparedSlot,
  eligible: readonly PreparedAction[],
  order: Order,
  situation: Situation
): Lot | undefined {
  const best = rank(eligible, situation, order).next()?.action
  return drawLot(eligible, best, slot, situation)
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
function piecesOf({ action, variant }: Decided, site: DecideSite): Partial<Receipt> {
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
    buckets: situation.buckets(),
    ...(Object.keys(arms).length > 0 && { arms }),
  }
  for (const { slot, picks, candidates, none } of filled) {
    const receipt = (id: string) => ({ id, slot, ...(none && { none }), candidates, ...shared })
    const nextId = () => `${asked.seed}.${answered.receipts.length}`
    if (picks.length === 0) answered.receipts.push({ ...receipt(nextId()), probability: 1 })
    for (const { probability, ...pick } of picks) {
      const id = nextId()
      const { action, variant } = pick
      answered.receipts.push({
        ...receipt(id),
        action,
        variant,
        ...piecesOf(pick, site),
        probability,
      })
      answered.decisions.push({ id, ...pick })
    }
  }
  return answered
}
