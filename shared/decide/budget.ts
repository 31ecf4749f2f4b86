import type { LedgerView } from './ledger-view.ts'
import type {
  DecideSite,
  PreparedAction,
  PreparedCap,
  PreparedSlot,
  Spent,
} from './prepare/prepared.ts'

/** One attention budget: what was spent before, and what this request has just decided. */
export interface Budget {
  /** Whether any cap that actions share leaves no room in this slot. */
  isTight(slot: PreparedSlot): boolean
  /** The first of the caps that leaves no room in this slot. */
  reached(caps: readonly PreparedCap[], slot: string): PreparedCap | undefined
  /** When an outcome of an action happened last; 0 for never. */
  last(action: string, outcome: PreparedCap['outcome']): number
  /** How often an action was ever rendered. */
  shown(action: string): number
  /** The actions that a slot has shown last, newest first. */
  recent(slot: string, count: number): readonly string[]
  /** Takes a decision of this request into account. */
  spend(action: PreparedAction, slot: PreparedSlot): void
}

/** Opens the budget of one request. Each shared count is made at most once. */
export function openBudget(site: DecideSite, ledger: LedgerView): Budget {
  const counts = new Int32Array(site.caps.counts).fill(-1)

  const countOf = (cap: PreparedCap): number => {
    if (cap.index < 0) return ledger.count(cap)
    const known = counts[cap.index] ?? -1
    if (known >= 0) return known
    const count = ledger.count(cap)
    counts[cap.index] = count
    return count
  }
  /** What waits for this very slot will be replaced by the new decision, so it does not count. */
  const waitsElsewhere = (cap: PreparedCap, slot: string): number =>
    cap.outcome === 'rendered'
      ? ledger.waiting.filter((one) => isElsewhere(one, cap, slot)).length
      : 0

  const reached = (caps: readonly PreparedCap[], slot: string): PreparedCap | undefined => {
    for (const cap of caps) {
      const waiting = ledger.waiting.length === 0 ? 0 : waitsElsewhere(cap, slot)
      if (countOf(cap) + waiting >= cap.max) return cap
    }
    return undefined
  }

  return {
    isTight: ({ name, caps }) =>
      reached(site.caps.shared, name) !== undefined || reached(caps, name) !== undefined,
    reached,
    last: (action, outcome) => ledger.last(action, outcome),
    shown: (action) => ledger.shown(action),
    recent: (slot, count) => ledger.recent(slot, count),
    spend: (action, slot) => {
      const counted = new Set<number>()
      for (const cap of [...action.sharedCaps, ...slot.caps]) {
        if (cap.outcome !== 'rendered' || counted.has(cap.index)) continue
        counts[cap.index] = countOf(cap) + 1
        counted.add(cap.index)
      }
    },
  }
}

function isElsewhere(waiting: Spent, cap: PreparedCap, slot: string): boolean {
  return waiting.slot !== slot && cap.covers(waiting)
}
