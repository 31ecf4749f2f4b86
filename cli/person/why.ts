import { createRegexEngine } from '../../shared/condition/linear-regex.ts'
import { createResolver } from '../../shared/content/resolve.ts'
import { type Counterfactual, counterfactual } from '../../shared/decide/counterfactual.ts'
import type { Receipt } from '../../shared/decide/decision.ts'
import { replay } from '../../shared/decide/replay.ts'
import { inWords, type Reason } from '../../shared/decide/why.ts'
import { withMessages } from '../../shared/journey/messages.ts'
import { compileSite } from '../../shared/site/compile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** A candidate with its reason, and what it would have taken. */
export interface ExplainedCandidate extends Reason {
  /** Nothing for the one that was chosen, and where it was not asked for. */
  needed?: Counterfactual
}

/** Why a slot showed what it showed. */
export interface Why {
  headline: string
  candidates: ExplainedCandidate[]
}

/** Says why, by the rules of that moment; and finds by deciding again what it would have taken. */
export function explainReceipt(receipt: Receipt, config: SiteConfig, only?: string): Why {
  const rules = withMessages(config)
  const engines = { config: rules, resolve: createResolver(), regex: createRegexEngine() }
  const { headline, candidates } = inWords(receipt, rules)
  return {
    headline,
    candidates: candidates.map((candidate) => {
      const { action, outcome } = candidate
      if (outcome === 'chosen' || (only !== undefined && only !== action)) return candidate
      return { ...candidate, needed: counterfactual(receipt, action, engines) }
    }),
  }
}

/** What deciding again came to. */
export interface Replayed {
  isSame: boolean
  /** Both as JSON, byte by byte. */
  then: string
  again: string
}

/** Decides again from the receipt alone: no profile, no clock, no server. */
export function replayReceipt(receipt: Receipt, config: SiteConfig): Replayed {
  const site = compileSite({ version: receipt.config, config }, { regex: createRegexEngine() })
  const { receipts } = replay(receipt, { site, resolve: createResolver() })
  const then = JSON.stringify(receipt)
  const again = JSON.stringify(receipts.find(({ id }) => id === receipt.id) ?? null)
  return { isSame: then === again, then, again }
}
