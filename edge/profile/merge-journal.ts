import type { Profile } from '../../shared/profile/profile.ts'

/** A merge that arrived here, as its journal has it: with both sides as they were, it can be undone. */
export interface Merge {
  mergeId: string
  from: string
  at: number
  /** The profile that came; absent once events of that time are no longer kept. */
  profile?: Profile
  /** The profile it came into, as it was. */
  own?: Profile
  /** Chunks of the log that came with it. */
  chunks?: number[]
  /** The first chunk of what happened after it. */
  after?: number
  /** The merge that this one came with: that one is to be undone first. */
  via?: string
}

/** A merge with everything that undoing it takes. */
export type UndoableMerge = Merge & Required<Pick<Merge, 'profile' | 'own' | 'chunks' | 'after'>>

/** A merge that was undone, on either side. */
export interface Parting {
  mergeId: string
  /** The other profile: the two are never joined again by themselves. */
  from: string
  at: number
}

/** Whether a merge can be undone still. */
export function isUndoable(merge: Merge): merge is UndoableMerge {
  const { profile, own, chunks, after } = merge
  return [profile, own, chunks, after].every((part) => part !== undefined)
}

/** The journal as it is over there: what came along came with this merge, and chunks have new numbers. */
export function carriedMerges(
  merges: readonly Merge[],
  mergeId: string,
  numberOf: (chunk: number) => number | undefined
): Merge[] {
  return merges.map(({ chunks, after, ...merge }) => {
    const begins = after === undefined ? undefined : numberOf(after)
    return {
      ...merge,
      ...(chunks && { chunks: chunks.map(numberOf).filter((n) => n !== undefined) }),
      ...(begins !== undefined && { after: begins }),
      via: merge.via ?? mergeId,
    }
  })
}

/** The merges that came along with a merge, however far back. */
export function mergesVia(merges: readonly Merge[], mergeId: string): Merge[] {
  const direct = merges.filter(({ via }) => via === mergeId)
  return direct.flatMap((merge) => [merge, ...mergesVia(merges, merge.mergeId)])
}

/** What is left to know of a merge when it can be undone no more: that it was, and whence. */
export function slimMerge({ mergeId, from, at, via }: Merge): Merge {
  return { mergeId, from, at, ...(via !== undefined && { via }) }
}
