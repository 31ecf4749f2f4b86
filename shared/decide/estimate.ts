import type { Lookup } from '../condition/condition.ts'

/** The question to a model: how likely does this action reach its goal, shown here and now? */
export interface EstimateAsk {
  action: string
  slot: string
  /** The owner's own guess, or the default. */
  prior: number
  /** Facts of this person and moment; every read is recorded in the receipt. */
  read: Lookup
}

/**
 * Answers with a probability, 0 to 1. Pure for the duration of one request. Until there is a model,
 * the prior itself counts.
 */
export type Estimate = (ask: EstimateAsk) => number
