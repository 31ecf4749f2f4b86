import type { Kind } from '../collection/kind.ts'
import { TraitForm } from './form.tsx'
import { UsedBy } from './used-by.tsx'
import { traitInWords } from './words.ts'

/** Computed traits. */
export const traits: Kind<'traits'> = {
  collection: 'traits',
  one: 'trait',
  many: 'Traits',
  words: 'Facts about people, folded from events, exact at the moment of a decision.',
  empty: 'No trait yet. Count, add up or pick favourites from what people do.',
  example: 'favouriteCategory',
  fresh: () => ({ compute: 'count', event: 'Product Viewed', window: '7d' }),
  Summary: ({ entry }) => (
    <>
      {entry.description && <p>{entry.description}</p>}
      <p class="quiet words">{traitInWords(entry)}</p>
      <p class="row tight">
        {entry.purpose && <span class="badge">{entry.purpose}</span>}
        {entry.sensitivity && entry.sensitivity !== 'normal' && (
          <span class={`badge ${entry.sensitivity === 'red' ? 'bad' : 'warn'}`}>
            {entry.sensitivity}
          </span>
        )}
      </p>
    </>
  ),
  Form: TraitForm,
  Beside: ({ id, entry, config }) => (
    <>
      <section class="card">
        <h2>In words</h2>
        <p>{traitInWords(entry)}</p>
      </section>
      <UsedBy name={id} config={config} />
    </>
  ),
}
