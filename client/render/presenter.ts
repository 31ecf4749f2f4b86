import type { PageAnswer, PageDecision } from '../../shared/api/page-api.ts'
import type { Wanted } from '../send/request.ts'
import type { Renderer } from './renderer.ts'

export interface Presenter {
  /** Takes an answer into the page: in time into its slots, late into storage for the next view. */
  take(answer: PageAnswer, asked: Wanted): void
  /** Shows what was kept for these slots; answers the slots that nothing was kept for. */
  showKept(slots: readonly string[]): Promise<string[]>
  /** The decisions of this showing. */
  decisions(): readonly PageDecision[]
  /** Takes decisions out of the page. */
  hide(isGone: (decision: PageDecision) => boolean): void
}

export interface PresenterParts {
  renderer: Renderer
  /** Takes what was kept for these slots. */
  claim(slots: readonly string[]): Promise<PageDecision[]>
  /** Keeps decisions for the next view. */
  keep(decisions: readonly PageDecision[], now: number): unknown
  /** When an answer is late that no slot was asked for. */
  deadline(): number
}

export const createPresenter = ({ renderer, claim, keep, deadline }: PresenterParts): Presenter => {
  let current: PageDecision[] = []

  /** What is in a slot stays: nothing is ever swapped while somebody reads it. */
  const isFree = ({ slot }: PageDecision): boolean => !current.some((other) => other.slot === slot)

  const show = (decision: PageDecision, isLate: boolean): boolean => {
    const isShown = renderer.show(decision, isLate)
    if (isShown) current.push(decision)
    return isShown
  }

  return {
    take({ decisions, instant: ahead = [], now }, asked) {
      const at = performance.now()
      const late = decisions.filter(
        (decision) =>
          decision.content &&
          isFree(decision) &&
          !show(decision, at > (asked.get(decision.slot) ?? deadline()))
      )
      const next = [...ahead, ...late]
      if (next.length) keep(next, now)
    },
    async showKept(slots) {
      const kept = await claim(slots)
      for (const decision of kept) if (isFree(decision)) show(decision, false)
      return slots.filter((slot) => !kept.some((decision) => decision.slot === slot))
    },
    decisions: () => current,
    hide(isGone) {
      renderer.hide(isGone)
      current = current.filter((decision) => !isGone(decision))
    },
  }
}
