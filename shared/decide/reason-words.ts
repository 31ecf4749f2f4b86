import { localTime } from '../event/local-time.ts'
import { formatTime } from '../event/time.ts'
import type { SiteConfig } from '../site/config.ts'
import type { Action } from './action.ts'
import { because, fact } from './because.ts'
import type { Candidate, CandidateOutcome, Receipt } from './decision.ts'
import { discretionOf } from './discretion.ts'

/** One candidate with all that its reason refers to. */
export interface Case {
  candidate: Candidate
  /** Undefined when the configuration at hand is not the one that decided. */
  action: Action | undefined
  receipt: Receipt
  config: SiteConfig
}

/** The reason of a candidate in a sentence. */
export function wordsFor(one: Case): string {
  return sentences[one.candidate.outcome](one)
}

const sentences: Record<CandidateOutcome, (one: Case) => string> = {
  chosen: ({ candidate: { detail, tier, score }, receipt }) =>
    detail === 'novelty'
      ? `Chosen to try something new, by lot: tier ${tier}, score ${rounded(score)}, chance ${rounded(receipt.probability)}.`
      : `Chosen: tier ${tier}, score ${rounded(score)}.`,
  off: () => 'Switched off.',
  no_consent: ({ candidate: { detail }, receipt }) =>
    fact(receipt, `request.consent.${detail}`) === true
      ? `Needs consent to ${detail}, which Global Privacy Control withholds.`
      : `Needs consent to ${detail}, which was not given.`,
  not_scheduled: ({ candidate: { detail }, action }) =>
    detail === 'before'
      ? `Starts only at ${action?.schedule?.from}.`
      : `Ended at ${action?.schedule?.until}.`,
  outside_daypart: ({ action, receipt }) =>
    `Shown only ${(action?.dayparts ?? []).map(partInWords).join(' or ')}; the visitor's clock showed ${clockInWords(receipt)}.`,
  not_in_audience: (one) =>
    `Not in the audience${because(one.action?.when, one.receipt, one.config)}.`,
  suppressed: (one) => suppressionInWords(one),
  care_mode: ({ receipt }) => {
    const reason = fact(receipt, 'care.reason')
    return `Nothing is sold while this person needs care${reason === null ? '' : ` (${reason})`}.`
  },
  capped: ({ candidate: { detail } }) => `The cap is reached: ${detail}.`,
  cooling_down: ({ candidate: { action, detail = '' }, receipt }) => {
    const [outcome = '', window = ''] = detail.split(' ')
    const last = fact(receipt, `ledger.action.${action}.${outcome}.last`)
    const when = typeof last === 'number' ? ` (${formatTime(last)})` : ''
    const length = window === 'lifetime' ? 'for good' : `for ${window}`
    return `Pauses ${length} after it was ${outcome}${when}.`
  },
  held_out: ({ receipt, config: { holdout } }) =>
    `This person belongs to the holdout: ${bucketOf(receipt, holdout?.seed ?? 'holdout')} is below ${holdout?.share}.`,
  not_in_experiment: (one) => experimentInWords(one),
  outranked: ({ candidate: { detail, tier, score }, receipt }) => {
    const rival = receipt.candidates.find(({ action }) => action === detail)
    return `${detail} came first (tier ${rival?.tier}, score ${rounded(rival?.score)}; this one: tier ${tier}, score ${rounded(score)}).`
  },
  excluded_on_page: ({ candidate: { detail = '' } }) => {
    const [kind = '', name = ''] = split(detail)
    if (kind === 'action') return 'Shown on this page already, in another slot.'
    return `Another action of this page has the same ${kind}, ${name}.`
  },
  content_missing_value: ({ candidate: { detail = '' }, config }) =>
    discretionOf(config)(detail)
      ? `Its content needs ${detail}, which holds nothing, and names no default.`
      : `Its content names ${detail}, which is sensitive: it may choose, but not be shown.`,
}

/** Suppressions that nobody wrote, by the word before the colon. */
const automatic: Record<string, (name: string, one: Case) => string> = {
  bought: (item, { receipt }) => {
    const at = fact(receipt, `items.${item}.bought`)
    return `The item ${item} was bought${typeof at === 'number' ? ` at ${formatTime(at)}` : ''}.`
  },
  in_cart: (item) => `The item ${item} is in the cart already.`,
  out_of_stock: (item) => `The item ${item} is out of stock.`,
  no_code: (pool) => `The pool ${pool} had no code for this person.`,
  unsubscribed: (channel) => `This person has unsubscribed from ${channel}.`,
  goal: (event) => `Its goal is reached: ${event} happened after it was shown.`,
}

function suppressionInWords(one: Case): string {
  const { detail = '' } = one.candidate
  const [kind, name] = split(detail)
  const words = Object.hasOwn(automatic, kind) ? automatic[kind] : undefined
  if (name !== undefined && words !== undefined) return words(name, one)
  const rule = one.config.suppressions?.[detail]
  const why = rule?.description === undefined ? '' : ` (${rule.description})`
  return `The suppression ${detail} holds${why}${because(rule?.when, one.receipt, one.config)}.`
}

function experimentInWords({ candidate: { detail = '' }, receipt, config }: Case): string {
  const [name = '', reason = ''] = split(detail)
  const experiment = config.experiments?.[name]
  const at = bucketOf(receipt, experiment?.seed ?? name)
  if (reason === 'audience') {
    const why = because(experiment?.when, receipt, config)
    return `Outside of the experiment ${name}: not in its audience${why}.`
  }
  if (reason === 'namespace') {
    const space = experiment?.namespace?.name
    return `Outside of the experiment ${name}: another part of the namespace ${space}.`
  }
  if (reason === 'coverage') {
    return `Outside of the experiment ${name}: ${at} is not covered (${experiment?.coverage ?? 1}).`
  }
  return `In another arm of the experiment ${name}: ${reason.replace('arm ', '')}.`
}

function bucketOf({ buckets }: Receipt, seed: string): number | undefined {
  return buckets[seed] ?? buckets[`${seed}@1`]
}

function split(detail: string): [kind: string, name: string | undefined] {
  const colon = detail.indexOf(':')
  return colon < 0 ? [detail, undefined] : [detail.slice(0, colon), detail.slice(colon + 1).trim()]
}

function rounded(score: number | undefined): string {
  return score === undefined ? 'unknown' : String(Number(score.toPrecision(3)))
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function partInWords({ days, from, until }: NonNullable<Action['dayparts']>[number]): string {
  const on = days === undefined ? '' : `${days.map((day) => weekdays[day - 1]).join(', ')} `
  return `${on}from ${from} until ${until}`
}

function clockInWords(receipt: Receipt): string {
  const { weekday, hour, minute } = localTime(
    receipt.now,
    String(fact(receipt, 'request.timezone') ?? 'UTC')
  )
  const two = (n: number) => String(n).padStart(2, '0')
  return `${weekdays[weekday - 1]} ${two(hour)}:${two(minute)}`
}
