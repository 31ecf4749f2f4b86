import type { Candidate, CandidateOutcome, Receipt } from './decision.ts'

/** An outcome with its detail, as many candidates share it. */
type Reason = [outcome: CandidateOutcome, detail?: string]

/** A candidate as stored: its name, the position of its reason, and its place in the ranking. */
type PackedCandidate = [action: string, reason: number, tier?: number, score?: number]

/** Receipts of one request for storage: what they have in common is written once. */
export interface PackedReceipts extends Omit<Receipt, keyof OfSlot | keyof OfDecision> {
  reasons: Reason[]
  slots: {
    slot: string
    none?: NonNullable<Receipt['none']>
    candidates: PackedCandidate[]
    receipts: OfDecision[]
  }[]
}

type OfSlot = Pick<Receipt, 'slot' | 'none' | 'candidates'>
type OfDecision = Pick<Receipt, 'id' | 'action' | 'variant' | 'pieces'> & {
  /** Left out when it is 1. */
  probability?: number
}

/** Packs all receipts of one request; undefined when there is none. */
export function packReceipts(receipts: readonly Receipt[]): PackedReceipts | undefined {
  const [first] = receipts
  if (first === undefined) return undefined
  const { config, now, seed, facts, buckets, arms } = first
  const shared = { config, now, seed, facts, buckets, ...(arms && { arms }) }
  const reasons = new Map<string, number>()
  const table: Reason[] = []
  const reasonOf = ({ outcome, detail }: Candidate): number => {
    const reason: Reason = detail === undefined ? [outcome] : [outcome, detail]
    const key = reason.join('\n')
    const known = reasons.get(key)
    if (known !== undefined) return known
    reasons.set(key, table.length)
    return table.push(reason) - 1
  }
  const bySlot = Map.groupBy(receipts, (receipt) => receipt.slot)
  const slots = [...bySlot].map(([slot, ofSlot]) => ({
    slot,
    ...(ofSlot[0]?.none && { none: ofSlot[0].none }),
    candidates: (ofSlot[0]?.candidates ?? []).map((candidate): PackedCandidate => {
      const { action, tier, score } = candidate
      const reason = reasonOf(candidate)
      return tier === undefined || score === undefined
        ? [action, reason]
        : [action, reason, tier, score]
    }),
    receipts: ofSlot.map(({ id, action, variant, pieces, probability }) => ({
      id,
      ...(action === undefined ? {} : { action }),
      ...(variant === undefined ? {} : { variant }),
      ...(pieces && { pieces }),
      ...(probability === 1 ? {} : { probability }),
    })),
  }))
  return { ...shared, reasons: table, slots }
}

/** The receipt of one decision, as it was written; undefined when it is not among the packed ones. */
export function unpackReceipt(packed: PackedReceipts, id: string): Receipt | undefined {
  const { reasons, slots, ...shared } = packed
  for (const { slot, none, candidates, receipts } of slots) {
    const receipt = receipts.find((one) => one.id === id)
    if (receipt === undefined) continue
    const { action, variant, pieces, probability = 1 } = receipt
    return {
      id,
      slot,
      ...(none && { none }),
      candidates: candidates.map((candidate) => unpackCandidate(candidate, reasons)),
      ...shared,
      ...(action === undefined ? {} : { action }),
      ...(variant === undefined ? {} : { variant }),
      ...(pieces && { pieces }),
      probability,
    }
  }
  return undefined
}

function unpackCandidate(
  [action, reason, tier, score]: PackedCandidate,
  reasons: readonly Reason[]
): Candidate {
  const [outcome, detail] = reasons[reason] ?? ['off']
  return {
    action,
    ...(tier === undefined ? {} : { tier }),
    ...(score === undefined ? {} : { score }),
    outcome,
    ...(detail === undefined ? {} : { detail }),
  }
}
