import { own } from '../event/safe-key.ts'
import type { LedgerEntry, Profile } from '../profile/profile.ts'
import { instantMs, reservationMs } from './attention.ts'
import type { PreparedCap, Spent } from './prepare/prepared.ts'

type Outcome = PreparedCap['outcome']

/** What a person's attention was spent on so far, as caps and pauses ask for it. */
export interface LedgerView {
  /** Actions that left any trace, maybe twice: only these can be capped by themselves, or pause. */
  actions(): readonly string[]
  /** Decisions that wait in the page's storage for an instant slot, one per slot. */
  waiting: readonly Spent[]
  /** How often the cap's outcome happened in its scope and window. */
  count(cap: PreparedCap): number
  /** When the outcome happened last, ms since the epoch; 0 for never. */
  last(action: string, outcome: Outcome): number
}

interface ViewOptions {
  now: number
  /** Id of the visit that is on, if any. */
  session: string | undefined
  isInstant: (slot: string) => boolean
}

/** Opens the ledger of a profile at a moment. */
export function openLedger({ ledger, totals }: Profile, options: ViewOptions): LedgerView {
  const { now, session } = options
  const { fresh, waiting } = reservations(ledger, options)
  const spent = ledger.filter(({ outcome }) => outcome !== 'decided').concat(fresh)
  const byAction = groupByAction(spent)

  /** Totals outlive the entries, so a lifetime is counted there; reservations come on top. */
  const inLifetime = (action: string, outcome: Outcome): number => {
    const reserved = fresh.filter((entry) => entry.action === action && entry.outcome === outcome)
    return (own(totals, action)?.[outcome]?.count ?? 0) + reserved.length
  }
  const lifetime = (cap: PreparedCap): number => {
    if (cap.scope === 'action') return inLifetime(cap.name, cap.outcome)
    // Totals know actions only. What the ledger has forgotten of a slot or channel is forgotten.
    if (cap.scope === 'slot' || cap.scope === 'channel') return counted(spent, cap, () => true)
    return [...new Set([...Object.keys(totals), ...fresh.map(({ action }) => action)])]
      .filter((action) => cap.covers({ action, slot: '', channel: '' }))
      .reduce((sum, action) => sum + inLifetime(action, cap.outcome), 0)
  }

  return {
    actions: () => [
      ...Object.keys(totals),
      ...byAction.keys(),
      ...waiting.map(({ action }) => action),
    ],
    waiting,
    count: (cap) => {
      const { window } = cap
      if (window === Infinity) return lifetime(cap)
      const entries = cap.scope === 'action' ? (byAction.get(cap.name) ?? []) : spent
      if (window !== 'session') return counted(entries, cap, ({ at }) => at >= now - window)
      return counted(entries, cap, (entry) => session !== undefined && entry.session === session)
    },
    last: (action, outcome) =>
      latest(byAction.get(action) ?? [], outcome, own(totals, action)?.[outcome]?.last ?? 0),
  }
}

function groupByAction(entries: readonly LedgerEntry[]): ReadonlyMap<string, LedgerEntry[]> {
  const byAction = new Map<string, LedgerEntry[]>()
  for (const entry of entries) {
    const known = byAction.get(entry.action)
    if (known === undefined) byAction.set(entry.action, [entry])
    else known.push(entry)
  }
  return byAction
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

function latest(entries: readonly LedgerEntry[], outcome: Outcome, atLeast: number): number {
  let last = atLeast
  for (const entry of entries) {
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
