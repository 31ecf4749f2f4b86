import type { Event } from '../../shared/event/event.ts'
import { type FoldOptions, foldEvents } from '../../shared/profile/fold.ts'
import { mergeIds } from '../../shared/profile/known-ids.ts'
import { mergeProfiles } from '../../shared/profile/merge.ts'
import { foldTotals, mergeLedgers } from '../../shared/profile/outcomes.ts'
import type { LedgerEntry, Profile } from '../../shared/profile/profile.ts'
import { withCurrentTraits } from './current-traits.ts'
import { appendToLog, type Chunk, eventsIn, type LogEntry, readLines } from './log.ts'
import { type Merge, mergesVia, type UndoableMerge } from './merge-journal.ts'
import { readSeen } from './seen-ids.ts'

/** A profile that a merge has made, and everything stored of it. */
export interface Whole {
  merge: UndoableMerge
  profile: Profile
  chunks: readonly Chunk[]
  merges: readonly Merge[]
}

/** One of two people again: state, log and journal. */
export interface Side {
  profile: Profile
  chunks: Chunk[]
  merges: Merge[]
}

/**
 * Makes two of one again: each as it was before the merge, with what happened since. An event goes
 * with whom it names: to the one that came, when it names a device or id of theirs and none of the
 * other's; everything else stays, decisions and attention included. Pure: a repetition gives the same.
 */
export function partProfiles(whole: Whole, options: FoldOptions): { stays: Side; leaves: Side } {
  const { merge, chunks, merges } = whole
  const theirs = new Set(merge.chunks)
  const carried = mergesVia(merges, merge.mergeId)
  const later = merges.filter(
    (one) => one.via === undefined && one.after !== undefined && one.after > merge.after
  )
  // Chunks that came with later merges hold what is in the profiles of those.
  const brought = new Set(later.flatMap((one) => one.chunks ?? []))
  const came = chunks.filter(({ n }) => theirs.has(n))
  const before = chunks.filter(({ n }) => n < merge.after && !theirs.has(n))
  const since = chunks.filter(({ n }) => n >= merge.after && !brought.has(n))

  const namesThem = whoseEvents(merge)
  const moved = since.map((chunk) => entriesOf(chunk).filter((entry) => namesThem(entry.event)))
  const kept = since.map((chunk) => entriesOf(chunk).filter((entry) => !namesThem(entry.event)))
  const eventsOf = (entries: readonly LogEntry[][]) =>
    entries.flat().flatMap(({ event }) => (event === undefined ? [] : [event]))

  const leaving = foldEvents(
    withCurrentTraits(merge.profile, () => eventsIn(came), options),
    eventsOf(moved),
    options
  )
  const alone = foldEvents(
    withCurrentTraits(merge.own, () => eventsIn(before), options),
    eventsOf(kept),
    options
  )
  const staying = later.reduce(
    (profile, { profile: other, chunks: numbers = [] }) =>
      other === undefined
        ? profile
        : mergeProfiles(
            profile,
            withCurrentTraits(
              other,
              () => eventsIn(chunks.filter(({ n }) => numbers.includes(n))),
              options
            ),
            options
          ),
    alone
  )
  return {
    stays: {
      profile: withTheRest(staying, { whole: whole.profile, leaving, since: merge.at }),
      chunks: [
        ...before,
        ...came.map(withoutEntries),
        ...since.map((chunk, i) => ({ ...chunk, lines: linesOf(kept[i] ?? []) })),
        ...chunks.filter(({ n }) => brought.has(n)),
      ],
      merges: merges.filter((one) => one !== merge && !carried.includes(one)),
    },
    leaves: {
      profile: leaving,
      // Every id seen since: whatever comes late, to whichever side, is known there.
      chunks: [...came, ...moved.flatMap((entries, i) => chunkOf(since[i], entries))],
      merges: carried.map(({ via, ...one }) => ({
        ...one,
        ...(via !== undefined && via !== merge.mergeId && { via }),
      })),
    },
  }
}

function whoseEvents({ profile, own }: UndoableMerge): (event: Event | undefined) => boolean {
  const names = ({ ids }: Profile, kind: string, id: string) => ids[kind]?.includes(id) === true
  return (event) => {
    const ids = Object.entries(event?.ids ?? {})
    const isOwn = ids.some(([kind, id]) => names(own, kind, id))
    return !isOwn && ids.some(([kind, id]) => names(profile, kind, id))
  }
}

/** What no event tells: ids that were joined, and decisions on record. It stays with the survivor. */
function withTheRest(
  staying: Profile,
  { whole, leaving, since }: { whole: Profile; leaving: Profile; since: number }
): Profile {
  const told = new Set([...staying.ledger, ...leaving.ledger].map(textOf))
  const untold = whole.ledger.filter((entry) => entry.at >= since && !told.has(textOf(entry)))
  const named = Object.entries(whole.ids).map(([kind, ids]) => {
    return [kind, ids.filter((id) => !leaving.ids[kind]?.includes(id))] as const
  })
  const ids = Object.fromEntries(named.filter(([, left]) => left.length > 0))
  const idsAt = Object.fromEntries(
    Object.entries(ids).map(([kind, left]) => [
      kind,
      left.map((id) => whole.idsAt?.[kind]?.[whole.ids[kind]?.indexOf(id) ?? -1] ?? since),
    ])
  )
  return {
    ...staying,
    ...mergeIds({ ids: staying.ids, idsAt: staying.idsAt ?? {} }, { ids, idsAt }),
    ledger: mergeLedgers(staying.ledger, untold),
    totals: foldTotals(staying.totals, untold),
    config: whole.config,
  }
}

function textOf({ at, outcome, decision }: LedgerEntry): string {
  return `${at} ${outcome} ${decision}`
}

function entriesOf({ lines }: Chunk): LogEntry[] {
  return [...readLines(lines)]
}

function linesOf(entries: readonly LogEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

/** Only the ids seen are left, for as long as late copies may come. */
function withoutEntries(chunk: Chunk): Chunk {
  return { ...chunk, lines: '', receipts: 0 }
}

function chunkOf(source: Chunk | undefined, entries: readonly LogEntry[]): Chunk[] {
  if (source === undefined) return []
  const chunk = appendToLog(undefined, entries, [...readSeen(source.seen)], source.until)
  return [{ ...chunk, n: source.n, from: source.from }]
}
