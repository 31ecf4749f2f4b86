import { tidy } from '../collection/entries.ts'
import type { Kind } from '../collection/kind.ts'
import { Windows } from '../parts/caps-field.tsx'
import { TextField } from '../parts/field.tsx'
import { Stock } from './stock.tsx'

/** Pools of single-use codes. */
export const offers: Kind<'offers'> = {
  collection: 'offers',
  one: 'offer',
  many: 'Offers',
  words: 'Pools of single-use codes: everybody who sees the offer gets a code of their own, once.',
  empty: 'No offer yet. Content shows a person’s own code as {{ offer.code }}.',
  example: 'spring-codes',
  fresh: () => ({}),
  Summary: ({ entry: { description } }) => description && <p>{description}</p>,
  Form: ({ entry: offer, onChange }) => (
    <section class="card">
      <Windows />
      <h2>What it is</h2>
      <TextField
        label="In a sentence"
        value={offer.description}
        onChange={(description) => onChange(tidy({ ...offer, description }))}
      />
      <TextField
        label="A code nobody has seen goes back after"
        list="windows"
        placeholder="1d"
        value={offer.returns}
        onChange={(returns) => onChange(tidy({ ...offer, returns }))}
      />
    </section>
  ),
  Beside: ({ id }) => <Stock id={id} />,
}
