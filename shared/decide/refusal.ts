import type { Candidate } from './decision.ts'

/** Why an action may not be shown; the action itself is known to whoever asks. */
export type Refusal = Pick<Candidate, 'outcome' | 'detail'>

/** Makes a refusal. Those that never vary are made once, when a site is prepared. */
export function refusal(outcome: Refusal['outcome'], detail?: string): Refusal {
  return detail === undefined ? { outcome } : { outcome, detail }
}

/** The refusal of one action, as a receipt lists it. */
export function refused(action: string, { outcome, detail }: Refusal): Candidate {
  return detail === undefined ? { action, outcome } : { action, outcome, detail }
}
