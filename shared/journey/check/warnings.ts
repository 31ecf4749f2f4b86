import type { Problem } from '../../condition/condition.ts'
import { mentions } from '../../decide/prepare/mentions.ts'
import type { Bench } from './check-journeys.ts'

/** What works, but hardly as its owner means it. */
export function warningsOf(bench: Bench): Problem[] {
  return [...unaskedQueues(bench), ...askedForNothing(bench)]
}

/** An action that does not ask whether it is queued is shown to everybody. */
function unaskedQueues({ journey, config, path }: Bench): Problem[] {
  return journey.steps.flatMap((step, index) => {
    if (step.do !== 'queue') return []
    const action = config.actions?.[step.action]
    if (action === undefined || mentions(action.when, `journey.queued.${step.action}`)) return []
    return {
      code: 'queue_without_condition',
      path: `${path}.steps.${index}.action`,
      message: `${step.action} is shown without being queued, too; let its audience ask for journey.queued.${step.action}.`,
    }
  })
}

/** A message that sells something and may be sent again needs an exit, or it outlives its reason. */
function askedForNothing({ journey, path }: Bench): Problem[] {
  const sells = journey.steps.some(
    (step) =>
      step.do === 'send' && step.transactional !== true && (step.intent ?? 'sell') === 'sell'
  )
  const waits = journey.steps.some((step) => step.do === 'wait' || step.do === 'waitUntil')
  const ends = (journey.exit?.length ?? 0) > 0 || journey.goal !== undefined
  if (!sells || !waits || ends) return []
  const message = 'It goes on selling to whoever has bought meanwhile; give it an exit or a goal.'
  return [{ code: 'no_exit', path, message }]
}
