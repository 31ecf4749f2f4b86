import type { SiteConfig } from '../site/config.ts'
import type { Candidate, Receipt } from './decision.ts'
import { type Case, wordsFor } from './reason-words.ts'

/** The true reason of one candidate, as a sentence. */
export interface Reason {
  action: string
  outcome: Candidate['outcome']
  words: string
}

/** A receipt in words: what happened to the slot, and to everything that could have been there. */
export interface Reasons {
  headline: string
  candidates: Reason[]
}

/** Says why, from the receipt and the configuration of its version alone. */
export function inWords(receipt: Receipt, config: SiteConfig): Reasons {
  return {
    headline: headline(receipt),
    candidates: [...receipt.candidates, ...elsewhere(receipt, config)].map((candidate) => ({
      action: candidate.action,
      outcome: candidate.outcome,
      words: wordsFor(caseOf(candidate, receipt, config)),
    })),
  }
}

function caseOf(candidate: Candidate, receipt: Receipt, config: SiteConfig): Case {
  const { actions = {} } = config
  const action = Object.hasOwn(actions, candidate.action) ? actions[candidate.action] : undefined
  return { candidate, action, receipt, config }
}

/**
 * Actions of the slot that the index passed over: their audience asks for another page, so no stage
 * ever looked at them. For people they are outside of the audience like others.
 */
function elsewhere(receipt: Receipt, config: SiteConfig): Candidate[] {
  if (receipt.none !== undefined && unasked.has(receipt.none)) return []
  const listed = new Set(receipt.candidates.map(({ action }) => action))
  return Object.entries(config.actions ?? {})
    .filter(([id, action]) => action.slots.includes(receipt.slot) && !listed.has(id))
    .map(([action]) => ({ action, outcome: 'not_in_audience' }))
}

/** Reasons for which the candidates were not even looked at. */
const unasked: ReadonlySet<NonNullable<Receipt['none']>> = new Set([
  'bot',
  'unknown_slot',
  'other_channel',
  'not_on_page',
])

const noneInWords: Record<NonNullable<Receipt['none']>, string> = {
  bot: 'a bot asked, and bots get nothing',
  unknown_slot: 'the configuration has no slot of that name',
  other_channel: 'the slot belongs to another channel, which a page may not ask for',
  not_on_page: 'the slot does not exist on this page',
  no_candidate: 'no action was eligible',
  slot_capped: 'the cap of the slot is reached',
  held_out: 'this person belongs to the holdout, which gets nothing so that others can be compared',
  total_capped: 'the attention budget in total is used up',
}

function headline({ slot, action, variant, pieces, none, candidates }: Receipt): string {
  if (action === undefined) {
    return `${slot} keeps its default content: ${noneInWords[none ?? 'no_candidate']}.`
  }
  const rivals = candidates.filter(({ outcome }) => outcome === 'outranked').length
  const before = rivals === 0 ? '' : `, before ${rivals} other${rivals === 1 ? '' : 's'}`
  const from = pieces === undefined ? '' : ` with ${pieces.join(', ')} of the content library`
  return `${slot} shows ${action}, variant ${variant}${from}${before}.`
}
