import type { Kind } from '../collection/kind.ts'
import { JourneyForm } from './form.tsx'
import { newSteps } from './new-steps.ts'
import { Standing } from './standing.tsx'
import { entryInWords } from './words.ts'

/** Triggers with timers. */
export const journeys: Kind<'journeys'> = {
  collection: 'journeys',
  one: 'journey',
  many: 'Journeys',
  words:
    'What happens when the visitor is not on the page: who comes in, what they get, what ends it.',
  empty: 'No journey yet. Wait for what somebody leaves unfinished, and write to them.',
  example: 'abandoned-cart',
  startAt: 'new',
  fresh: () => ({ entry: { on: 'event', event: 'Product Added' }, steps: [newSteps.wait('wait')] }),
  Summary: ({ entry: { description, entry, steps } }) => (
    <>
      {description && <p>{description}</p>}
      <p class="quiet">
        {entryInWords(entry)} · {steps.length} step{steps.length === 1 ? '' : 's'}
      </p>
    </>
  ),
  Form: JourneyForm,
  Beside: ({ id }) => <Standing id={id} />,
}
