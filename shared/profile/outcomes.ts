import { outcomeEvents } from '../api/page-api.ts'
import type { Event } from '../event/event.ts'
import { fingerprint } from '../event/fingerprint.ts'
import type { Json } from '../event/json.ts'
import { limits } from '../event/limits.ts'
import { isSafeKey, own } from '../event/safe-key.ts'
import type { LedgerEntry, Profile, Session } from './profile.ts'
import { compareTexts, keepLowest, mergeMaps } from './sorted.ts'

type Ledger = readonly LedgerEntry[]
type Totals = Profile['totals']
type ActionTotals = Totals[string]

const outcomeOf: ReadonlyMap<string, LedgerEntry['outcome']> = new Map(
  Object.entries(outcomeEvents).map(([outcome, name]) => [
    name,
    outcome as keyof typeof outcomeEvents,
  ])
)

/** Entries of the attention ledger that events report. */
export function reportedOutcomes(events: readonly Event[]): LedgerEntry[] {
  return events.map(toEntry).filter((entry) => entry !== undefined)
}

/** Adds outcomes to the ledger. */
export function foldLedger(ledger: LedgerEntry[], outcomes: Ledger): LedgerEntry[] {
  return outcomes.length === 0 ? ledger : mergeLedgers(ledger, outcomes)
}

/** Both ledgers in one. A reservation goes when its decision was rendered: then the rendering counts. */
export function mergeLedgers(a: Ledger, b: Ledger): LedgerEntry[] {
  const all = [...a, ...b]
  const rendered = new Set(all.filter((e) => e.outcome === 'rendered').map((e) => e.decision))
  return all
    .filter((entry) => entry.outcome !== 'decided' || !rendered.has(entry.decision))
    .sort(compareEntries)
    .slice(-limits.profile.ledger)
}

/** Counts outcomes per action for ever. */
export function foldTotals(totals: Totals, outcomes: Ledger): Totals {
  if (outcomes.length === 0) return totals
  return outcomes.reduce((sum, { action, outcome, at }) => {
    return mergeTotals(sum, { [action]: { [outcome]: { count: 1, last: at } } })
  }, totals)
}

export function mergeTotals(a: Totals, b: Totals): Totals {
  const merged = mergeMaps(a, b, (x, y) => mergeMaps(x, y, addTotal) as ActionTotals)
  // A page can report actions that never were; a rule that ignores counts keeps all or nothing of each.
  return keepLowest(merged, limits.profile.actions, fingerprint)
}

/** Labels the entries of the last session with its id and takes older labels off. */
export function labelSession(ledger: LedgerEntry[], session: Session | undefined): LedgerEntry[] {
  const label = (entry: LedgerEntry): string | undefined =>
    session !== undefined && entry.at >= session.startedAt ? session.id : undefined
  if (ledger.every((entry) => entry.session === label(entry))) return ledger
  return ledger.map(({ session: _, ...entry }) => {
    const id = label(entry)
    return id === undefined ? entry : { ...entry, session: id }
  })
}

function toEntry({ name, at, properties }: Event): LedgerEntry | undefined {
  const outcome = outcomeOf.get(name)
  if (outcome === undefined) return undefined
  const text = (key: string): string | undefined => textOf(own(properties, key))
  const decision = text('decision')
  const action = text('action')
  const slot = text('slot')
  if (decision === undefined || action === undefined || slot === undefined) return undefined
  const entry: LedgerEntry = {
    at,
    outcome,
    decision,
    action,
    slot,
    channel: text('channel') ?? 'page',
  }
  const variant = text('variant')
  if (variant !== undefined) entry.variant = variant
  return entry
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 128 && isSafeKey(value)
    ? value
    : undefined
}

function addTotal(
  a: { count: number; last: number },
  b: { count: number; last: number }
): { count: number; last: number } {
  return { count: a.count + b.count, last: Math.max(a.last, b.last) }
}

/** By time; of the same millisecond in an order that does not ask which came first. */
function compareEntries(a: LedgerEntry, b: LedgerEntry): number {
  return (
    a.at - b.at || compareTexts(a.decision, b.decision) || compareTexts(reported(a), reported(b))
  )
}

/** What the event said: the label of the session comes later, and goes again. */
function reported({ outcome, action, slot, channel, variant }: LedgerEntry): string {
  return JSON.stringify([outcome, action, slot, channel, variant])
}
