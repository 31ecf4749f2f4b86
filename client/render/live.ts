import type { PageAnswer, PageDecision } from '../../shared/api/page-api.ts'
import type { Wanted } from '../send/request.ts'
import type { Presenter } from './presenter.ts'

/** Deadline of a slot whose owner wants to see news whenever they come. */
export const whenever = Number.POSITIVE_INFINITY

/** What the visitor sees of a decision: those with the same words are the same to them. */
const look = ({ slot, action, variant, content }: PageDecision): string =>
  JSON.stringify([slot, action, variant, content])

/** Takes out of the page what an answer has news for: other decisions, or none any more. */
export const makeWay = (presenter: Presenter, answer: PageAnswer, asked: Wanted): void => {
  if (answer.degraded) return
  const looks = answer.decisions.map(look)
  presenter.hide((old) => asked.get(old.slot) === whenever && !looks.includes(look(old)))
}
