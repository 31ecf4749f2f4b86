import { labelSession } from '../../shared/profile/outcomes.ts'
import type { LedgerEntry, Profile } from '../../shared/profile/profile.ts'

/** Outcomes as stored. A letter, once given out, keeps its meaning. */
const letters = {
  decided: '?',
  rendered: 'r',
  viewed: 'v',
  clicked: 'c',
  dismissed: 'd',
  converted: '!',
} as const satisfies Record<LedgerEntry['outcome'], string>

const outcomes = new Map<string, LedgerEntry['outcome']>(
  Object.entries(letters).map(([outcome, letter]) => [letter, outcome as keyof typeof letters])
)

/** An entry as stored: without its session, which its time tells, and without the usual channel. */
type Row = [
  at: number,
  letter: string,
  decision: string,
  action: string,
  slot: string,
  variant?: string | null,
  channel?: string,
]

const usualChannel = 'page'

/**
 * Creates the writer of one object's ledger. A visit adds a few entries to hundreds that stay as they
 * are, so the text of each is made once and kept beside it.
 */
export function createLedgerWriter(): (ledger: readonly LedgerEntry[]) => string {
  let known: readonly LedgerEntry[] = []
  let texts: readonly string[] = []

  return (ledger) => {
    if (ledger !== known) {
      // What stays, stays in its order: each search begins where the last one ended.
      let next = 0
      texts = ledger.map((entry) => {
        const found = known.indexOf(entry, next)
        if (found < 0) return JSON.stringify(toRow(entry))
        next = found + 1
        return texts[found] ?? ''
      })
      known = ledger
    }
    return `[${texts.join()}]`
  }
}

/** Reads what a ledger writer wrote; the last session labels its entries again. */
export function readLedger(text: string, session: Profile['session']): LedgerEntry[] {
  const rows: Row[] = JSON.parse(text)
  return labelSession(
    rows.map(toEntry).filter((entry) => entry !== undefined),
    session
  )
}

function toRow({ at, outcome, decision, action, slot, variant, channel }: LedgerEntry): Row {
  const letter = letters[outcome]
  if (channel !== usualChannel) {
    return [at, letter, decision, action, slot, variant ?? null, channel]
  }
  return variant === undefined
    ? [at, letter, decision, action, slot]
    : [at, letter, decision, action, slot, variant]
}

function toEntry(row: Row): LedgerEntry | undefined {
  const [at, letter, decision, action, slot, variant = null, channel = usualChannel] = row
  const outcome = outcomes.get(letter)
  if (outcome === undefined) return undefined
  const entry: LedgerEntry = { at, outcome, decision, action, slot, channel }
  if (variant !== null) entry.variant = variant
  return entry
}
