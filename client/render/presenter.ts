import type { PageAnswer, PageDecision } from '../../shared/api/page-api.ts'
import type { Wanted } from '../send/request.ts'
import type { Instant } from './instant.ts'
import type { Renderer } from './renderer.ts'

export interface Presenter {
  /** Takes an answer into the page: in time into its slots, late into storage for the next view. */
  take(answer: PageAnswer, asked: Wanted): Promise<unknown>
  /** Shows what was kept for these slots; answers the slots that nothing was kept for. */
  showKept(slots: readonly string[]): Promise<string[]>
  /** The decisions of this showing. */
  decisions(): readonly PageDecision[]
  /** Takes decisions out of the page. */
  hide(isGone: (decision: PageDecision) => boolean): void
}

/** `deadline` says when an answer is late that no slot was asked for. */
export const createPresenter = (
  renderer: Renderer,
  instant: Instant,
  deadline: () => number
): Presenter => {
  let current: PageDecision[] = []

  const show = (decision: PageDecision, isLate: boolean): boolean => {
    const isShown = renderer.show(decision, isLate)
    if (isShown) current.push(decision)
    return isShown
  }

  return {
    take({ decisions, instant: ahead = [], now }, asked) {
      const at = performance.now()
      // What is in a slot stays: nothing is ever swapped while somebody reads it.
      const taken = current.map(({ slot }) => slot)
      const late = decisions.filter(
        (decision) =>
          decision.content &&
          !taken.includes(decision.slot) &&
          !show(decision, at > (asked.get(decision.slot) ?? deadline()))
      )
      return instant.keep([...ahead, ...late], now)
    },
    async showKept(slots) {
      const kept = await instant.claim(slots)
      for (const decision of kept) show(decision, false)
      return slots.filter((slot) => !kept.some((decision) => decision.slot === slot))
    },
    decisions: () => current,
    hide(isGone) {
      renderer.hide(isGone)
      current = current.filter((decision) => !isGone(decision))
    },
  }
}
