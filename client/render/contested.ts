import type { Core } from '../core.ts'
import type { Shown } from './renderer.ts'

/** How often a decision is put back when the page takes it out, before the page is left alone. */
const maxReturns = 5

/**
 * Makes room for decisions to be put back that the page has taken out, a few times. After that the
 * page's own framework wants the place: it wins, and the owner gets to know.
 */
export const createContest = ({ renderer, record }: Core): (() => void) => {
  const returns = new WeakMap<Shown, number>()

  const concede = (shown: Shown): void => {
    shown.apply = () => undefined
    const { slot, action } = shown.decision
    void record({ type: 'track', event: 'Slot Contested', properties: { slot, action } })
  }

  const check = (shown: Shown): void => {
    const lost = [...shown.applied].filter(([, { shown: ours }]) => !ours.isConnected)
    if (!lost.length) return
    const times = (returns.get(shown) ?? 0) + 1
    returns.set(shown, times)
    if (times === maxReturns + 1) concede(shown)
    // Forgotten elements are filled again.
    if (times <= maxReturns) for (const [element] of lost) shown.applied.delete(element)
  }

  return () => renderer.shown().forEach(check)
}
