import type { LedgerEntry, Profile } from '../profile/profile.ts'
import { instantMs, reservationMs } from './attention.ts'
import type { PreparedCap, Spent } from './prepare/prepared.ts'

/** What a person's attention was spent on so far, as caps and pauses ask for it. */
export interface LedgerView {
  /** Actions that left any trace: only these can be capped by themselves or pausing. */
  actions: ReadonlySet<string>
  /** Decisions that wait in the page's storage for an instant slot, one per slot. */
  waiting: readonly Spent[]
  /** How often the cap's outcome happened in its scope and window. */
  count(cap: PreparedCap): number
  /** When the outcome happened last, ms since the epoch; 0 for never. */
  last(action: string, outcome: PreparedCap['outcome']): number
}

interface ViewOptions {
  now: number
  /** Id of the visit that is on, if any. */
  session: string | undefined
  isInstant: (slot: string) => boolean
}

/** Opens the ledger of a profile at a moment. */
export function openLedger(profile: Profile, options: ViewOptions): LedgerView {
  const { now } = options
  const { fresh, waiting } = reservations(profile.ledger, options)
  const spent = [...profile.ledger.filter((entry) => entry.outcome !== 'decided'), ...fresh]
  const byAction = Map.groupBy(spent, (entry) => entry.action)
  const reserved = Map.groupBy(fresh, (entry) => entry.action)

  /** Totals outlive the entries, so a lifetime is counted there; reservations come on top. */
  const total = (action: string, outcome: PreparedCap['outcome']) => {
    const totals = Object.hasOwn(profile.totals, action) ? profile.totals[action] : undefined
    return {
      count:
        (totals?.[outcome]?.count ?? 0) +
        (outcome === 'rendered' ? (reserved.get(action)?.length ?? 0) : 0),
      last: Math.max(totals?.[outcome]?.last ?? 0, latest(byAction.get(action), outcome)),
    }
  }
  const lifetime = (cap: PreparedCap): number => {
    if (cap.scope === 'action') return total(cap.name, cap.outcome).count
    if (cap.scope === 'slot' || cap.scope === 'channel') return counted(spent, cap, () => true)
    let sum = 0
    for (const action of new Set([...Object.keys(profile.totals), ...reserved.keys()])) {
      if (cap.covers({ action, slot: '', channel: '' })) sum += total(action, cap.outcome).count
    }
    return sum
  }

  return {
    actions: new Set([
      ...Object.keys(profile.totals),
      ...byAction.keys(),
      ...waiting.map((one) => one.action),
    ]),
    waiting,
    count: (cap) => {
      const { window } = cap
      if (window === Infinity) return lifetime(cap)
      const entries = cap.scope === 'action' ? (byAction.get(cap.name) ?? []) : spent
      if (window !== 'session') return counted(entries, cap, ({ at }) => at >= now - window)
      const { session } = options
      return counted(entries, cap, (entry) => session !== undefined && entry.session === session)
    },
    last: (action, outcome) => total(action, outcome).last,
  }
}

function counted(
  entries: readonly LedgerEntry[],
  cap: PreparedCap,
  isWithin: (entry: LedgerEntry) => boolean
): number {
  let count = 0
  for (const entry of entries) {
    if (entry.outcome === cap.outcome && isWithin(entry) && cap.covers(entry)) count++
  }
  return count
}

function latest(entries: readonly LedgerEntry[] | undefined, outcome: string): number {
  let last = 0
  for (const entry of entries ?? []) {
    if (entry.outcome === outcome && entry.at > last) last = entry.at
  }
  return last
}

/**
 * Decisions on their way to a page. They count as rendered until the page confirms them or a minute
 * has passed. Those of instant slots wait longer, but the page keeps only the newest of each slot.
 */
function reservations(
  ledger: readonly LedgerEntry[],
  { now, isInstant }: ViewOptions
): { fresh: LedgerEntry[]; waiting: LedgerEntry[] } {
  const decided = ledger.filter(({ outcome, at }) => outcome === 'decided' && at > now - instantMs)
  if (decided.length === 0) return { fresh: [], waiting: [] }
  const confirmed = new Set<string>()
  for (const { outcome, decision } of ledger) {
    if (outcome !== 'decided') confirmed.add(decision)
  }
  const open = decided.filter(({ decision }) => !confirmed.has(decision))
  const newest = new Map<string, LedgerEntry>()
  for (const entry of decided) {
    if (isInstant(entry.slot)) newest.set(entry.slot, entry)
  }
  return {
    fresh: open
      .filter(({ at, slot }) => at > now - reservationMs && !isInstant(slot))
      .map((entry) => ({ ...entry, outcome: 'rendered' })),
    waiting: open.filter((entry) => newest.get(entry.slot) === entry),
  }
}
