import type { PageDecision } from '../../shared/api/page-api.ts'
import { instantKey, type Store } from '../store/store.ts'
import { type Kept, parseKept } from './instant.ts'

const defaultLifeMs = 30 * 60_000

/**
 * Keeps decisions for the next view, each slot's newest, which shows them before any network answer.
 * `now` is the edge's clock.
 */
export const keep = (
  store: Store,
  decisions: readonly PageDecision[],
  now: number
): Promise<unknown> =>
  store.change([instantKey], ([row]) => {
    const added = decisions.map((decision): Kept => {
      const life = decision.until ? decision.until - now : defaultLifeMs
      return { decision, until: Date.now() + life }
    })
    const isReplaced = ({ decision: { slot } }: Kept): boolean =>
      decisions.some((decision) => decision.slot === slot)
    return [[instantKey, [...parseKept(row).filter((kept) => !isReplaced(kept)), ...added]]]
  })
