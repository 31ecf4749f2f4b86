import { inWords } from '../../shared/condition/words.ts'
import type { Kind } from '../collection/kind.ts'
import { link } from '../route.ts'
import { actionsIn, SlotForm } from './form.tsx'

/** Places that can be filled. */
export const slots: Kind<'slots'> = {
  collection: 'slots',
  one: 'slot',
  many: 'Slots',
  words: 'Places that can be filled: on the page, in an e-mail, at the till.',
  empty: 'No slot yet. Name a place of your page, and mark it there with data-attune-slot.',
  example: 'home-hero',
  fresh: () => ({ default: 'What the page shows by itself' }),
  Summary: ({ id, entry: { description, channel, page }, config }) => (
    <>
      {description && <p>{description}</p>}
      <dl>
        <dt>Channel</dt>
        <dd>{channel ?? 'page'}</dd>
        <dt>On</dt>
        <dd>{page ? inWords(page) : 'every page that has it'}</dd>
        <dt>Actions</dt>
        <dd>{actionsIn(id, config).length || 'none yet'}</dd>
      </dl>
    </>
  ),
  Form: SlotForm,
  Beside: ({ id, config }) => (
    <section class="card">
      <h2>Who competes for it</h2>
      {actionsIn(id, config).length === 0 && <p class="quiet">No action is made for this slot.</p>}
      <ul class="pairs">
        {actionsIn(id, config).map((action) => (
          <li key={action}>
            <a href={link('actions', action)}>{action}</a>
          </li>
        ))}
      </ul>
    </section>
  ),
}
