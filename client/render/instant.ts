import type { PageDecision } from '../../shared/api/page-api.ts'
import { instantKey, type Store } from '../store/store.ts'

const defaultLifeMs = 30 * 60_000

/** A decision kept for the next view, with its end by this device's clock. */
interface Kept {
  decision: PageDecision
  until: number
}

export interface Instant {
  /** Keeps decisions for the next view, each slot's newest. `now` is the edge's clock. */
  keep(decisions: readonly PageDecision[], now: number): Promise<unknown>
  /** Takes the decisions for these slots, so that each is shown once: no tab can take it again. */
  claim(slots: readonly string[]): Promise<PageDecision[]>
}

/** Decisions made ahead of time, shown by the next view before any network answer. */
export const createInstant = (store: Store): Instant => {
  /** Takes out what is kept for these slots, and puts others in. */
  const exchange = async (
    slots: readonly string[],
    added: Kept[] = []
  ): Promise<PageDecision[]> => {
    let taken: Kept[] = []
    await store.change([instantKey], ([row]) => {
      const all = Array.isArray(row) ? (row as Kept[]) : []
      const isTaken = (kept: Kept): boolean => slots.includes(kept.decision.slot)
      taken = all.filter(isTaken)
      const left = [...all.filter((kept) => !isTaken(kept)), ...added]
      return [[instantKey, left.length ? left : undefined]]
    })
    return taken.filter(({ until }) => until > Date.now()).map(({ decision }) => decision)
  }
  return {
    claim: (slots) => exchange(slots),
    keep: async (decisions, now) =>
      decisions.length &&
      exchange(
        decisions.map(({ slot }) => slot),
        decisions.map((decision) => {
          const life = decision.until ? decision.until - now : defaultLifeMs
          return { decision, until: Date.now() + life }
        })
      ),
  }
}
