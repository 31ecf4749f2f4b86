import { inWords } from '../../shared/condition/words.ts'
import type { Kind } from '../collection/kind.ts'
import { ActionForm } from './form.tsx'
import { blank } from './templates.ts'
import { TryPerson } from './try-person.tsx'

/** Every candidate for "next best action". */
export const actions: Kind<'actions'> = {
  collection: 'actions',
  one: 'action',
  many: 'Actions',
  words: 'What could be shown: to whom, where, how often, and what it is worth.',
  empty: 'No action yet: every slot shows its default content.',
  example: 'welcome',
  startAt: 'new',
  fresh: ({ slots = {} }) => blank(Object.keys(slots)[0] ?? 'hero'),
  Summary: ({ entry: { description, slots, when } }) => (
    <>
      {description && <p>{description}</p>}
      <dl>
        <dt>Where</dt>
        <dd>{slots.join(', ')}</dd>
        <dt>For</dt>
        <dd>{when ? inWords(when) : 'everybody'}</dd>
      </dl>
    </>
  ),
  Form: ActionForm,
  Beside: ({ id, config }) => <TryPerson config={config} action={id} />,
}
