import { own } from '../event/safe-key.ts'
import type { LedgerEntry, Profile } from '../profile/profile.ts'
import { instantMs, reservationMs } from './attention.ts'
import type { PreparedCap, Spent } from './prepare/prepared.ts'

type Outcome = PreparedCap['outcome']

/** What a person's attention was spent on so far, as caps and pauses ask for it. */
export interface LedgerView {
  /** Actions that left any trace, maybe twice: only these can be capped by themselves, or pause. */
  actions(): readonly Iterable<string>[]
  /** Decisions that wait in the page's storage for an instant slot, one per slot. */
  waiting: readonly Spent[]
  /** How often the cap's outcome happened in its scope and window. */
  count(cap: PreparedCap): number
  /** When the outcome happened last, ms since the epoch; 0 for never. */
  last(action: string, outcome: Outcome): number
  /** How often an action was ever rendered. */
  shown(action: string): number
  /** The actions that a slot has shown last, newest first. */
  recent(slot: string, count: number): readonly string[]
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
  const { fresh, waiting } = reservations(after(now - instantMs, ledger), options)
  const spent = fresh.length === 0 ? ledger : [...ledger, ...fresh]
  const byAction = fresh.length === 0 ? ofActions(ledger) : groupByAction(spent)

  /** Totals outlive the entries, so a lifetime is counted there; reservations come on top. */
  const inLifetime = (action: string, outcome: Outcome): number => {
    const reserved = fresh.filter((entry) => entry.action === action && entry.outcome === outcome)
    return (own(totals, action)?.[outcome]?.count ?? 0) + reserved.length
  }
  const lifetime = (cap: PreparedCap): number => {
    if (cap.scope === 'action') return inLifetime(cap.name, cap.outcome)
    // Totals know actions only. What the ledger has forgotten of a slot or channel is forgotten.
    if (cap.scope === 'slot' || cap.scope === 'channel') return counted(spent, cap, -Infinity)
    return [...new Set([...Object.keys(totals), ...fresh.map(({ action }) => action)])]
      .filter((action) => cap.covers({ action, slot: '', channel: '' }))
      .reduce((sum, action) => sum + inLifetime(action, cap.outcome), 0)
  }

  return {
    actions: () => [Object.keys(totals), byAction.keys()],
    waiting,
    count: (cap) => {
      if (cap.window === Infinity) return lifetime(cap)
      const entries = cap.scope === 'action' ? (byAction.get(cap.name) ?? []) : spent
      if (cap.window !== 'session') return counted(entries, cap, now - cap.window)
      const ofSession = entries.filter((entry) => entry.session === session)
      return session === undefined ? 0 : counted(ofSession, cap, -Infinity)
    },
    shown: (action) => inLifetime(action, 'rendered'),
    recent: (slot, count) => newestIn(slot, count, spent),
    last: (action, outcome) => {
      const entry = byAction.get(action)?.findLast((one) => one.outcome === outcome)
      return Math.max(entry?.at ?? 0, own(totals, action)?.[outcome]?.last ?? 0)
    },
  }
}

/** A ledger never changes in place: requests that find the same one share its groups. */
const known = new WeakMap<readonly LedgerEntry[], ReadonlyMap<string, LedgerEntry[]>>()

function ofActions(ledger: readonly LedgerEntry[]): ReadonlyMap<string, LedgerEntry[]> {
  const groups = known.get(ledger) ?? groupByAction(ledger)
  known.set(ledger, groups)
  return groups
}

/** `Map.groupBy` would do; this takes a third of its time, in every request. */
function groupByAction(entries: readonly LedgerEntry[]): ReadonlyMap<string, LedgerEntry[]> {
  const byAction = new Map<string, LedgerEntry[]>()
  for (const entry of entries) {
    const known = byAction.get(entry.action)
    if (known === undefined) byAction.set(entry.action, [entry])
    else known.push(entry)
  }
  return byAction
}

/** Counts from the newest entry back to the start of the window, which is usually near. */
function counted(spent: readonly LedgerEntry[], cap: PreparedCap, from: number): number {
  let count = 0
  for (let i = spent.length - 1; i >= 0; i--) {
    const entry = spent[i]
    if (entry === undefined || entry.at < from) break
    if (entry.outcome === cap.outcome && cap.covers(entry)) count++
  }
  return count
}

function newestIn(slot: string, count: number, spent: readonly LedgerEntry[]): string[] {
  const shown: string[] = []
  for (let i = spent.length - 1; i >= 0 && shown.length < count; i--) {
    const entry = spent[i]
    if (entry?.outcome === 'rendered' && entry.slot === slot) shown.push(entry.action)
  }
  return shown
}

/** The newest entries; the ledger is in the order of their times. */
function after(time: number, ledger: readonly LedgerEntry[]): readonly LedgerEntry[] {
  return ledger.slice(ledger.findLastIndex(({ at }) => at <= time) + 1)
}

/**
 * Decisions on their way to a page. They count as rendered until the page confirms them or a minute
 * has passed. Those of instant slots wait longer, but the page keeps only the newest of each slot.
 */
function reservations(
  recent: readonly LedgerEntry[],
  { now, isInstant }: ViewOptions
): { fresh: LedgerEntry[]; waiting: LedgerEntry[] } {
  const decided = recent.filter(({ outcome }) => outcome === 'decided')
  if (decided.length === 0) return { fresh: [], waiting: [] }
  const confirmed = new Set(
    recent.flatMap(({ outcome, decision }) => (outcome === 'decided' ? [] : decision))
  )
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
