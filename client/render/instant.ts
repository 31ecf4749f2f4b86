import type { PageDecision } from '../../shared/api/page-api.ts'
import { instantKey, type Store } from '../store/store.ts'

/** A decision kept for the next view, with its end by this device's clock. */
export interface Kept {
  decision: PageDecision
  until: number
}

export const parseKept = (row: unknown): Kept[] => (Array.isArray(row) ? (row as Kept[]) : [])

/**
 * Takes the decisions that were made ahead of time for these slots, so that each is shown once: no tab
 * can take it again.
 */
export const claim = async (store: Store, slots: readonly string[]): Promise<PageDecision[]> => {
  let taken: Kept[] = []
  await store.change([instantKey], ([row]) => {
    const isTaken = (kept: Kept): boolean => slots.includes(kept.decision.slot)
    const all = parseKept(row)
    const left = all.filter((kept) => !isTaken(kept))
    taken = all.filter(isTaken)
    return [[instantKey, left.length ? left : undefined]]
  })
  return taken.filter(({ until }) => until > Date.now()).map(({ decision }) => decision)
}
