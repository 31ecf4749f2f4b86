import type { PageAnswer, PageDecision } from '../../shared/api/page-api.ts'
import type { Wanted } from '../send/request.ts'

/** Slots whose content may change in place when something has happened. */
export const liveSlots = (): string[] =>
  [...document.querySelectorAll('[data-attune-live]')].map(
    (element) => element.getAttribute('data-attune-slot') ?? element.getAttribute('name') ?? ''
  )

/** Deadline of a slot whose owner wants to see news whenever they come. */
export const whenever = Number.POSITIVE_INFINITY

/** What the visitor sees of a decision: those with the same words are the same to them. */
const look = ({ slot, action, variant, content }: PageDecision): string =>
  JSON.stringify([slot, action, variant, content])

/** What of the page an answer has news for: other decisions, or none any more. */
export const outdated = (
  answer: PageAnswer,
  asked: Wanted
): ((decision: PageDecision) => boolean) => {
  const looks = answer.decisions.map(look)
  return (old) => !answer.degraded && asked.get(old.slot) === whenever && !looks.includes(look(old))
}
