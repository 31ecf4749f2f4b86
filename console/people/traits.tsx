import type { Json } from '../../shared/event/json.ts'
import { Time } from '../parts/time.tsx'
import { link } from '../route.ts'
import { fieldOf, inOneLine, rowsOf, textOf } from './facts.ts'

/** What is known, each with where it came from: an event that gave it, or the rule that computes it. */
export function Traits({ of }: { of: Json | undefined }) {
  const traits = rowsOf(of)
  return (
    <section class="card">
      <h2>Traits</h2>
      {traits.length === 0 ? (
        <p class="quiet">No traits yet.</p>
      ) : (
        <ul class="pairs">
          {traits.map(([name, trait]) => (
            <li key={name}>
              <span class="mono">{name}</span>
              <span class="number">{inOneLine(fieldOf(trait, 'value') ?? trait)}</span>
              <Source name={name} trait={trait} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Source({ name, trait }: { name: string; trait: Json }) {
  const at = textOf(fieldOf(trait, 'at'))
  const sensitivity = textOf(fieldOf(trait, 'sensitivity'))
  return (
    <span class="quiet source">
      {fieldOf(trait, 'source') === 'given' ? (
        <span title={`Event ${inOneLine(fieldOf(trait, 'event'))}`}>
          told {at && <Time at={Date.parse(at)} />}
        </span>
      ) : (
        <a href={link('traits', name)}>computed</a>
      )}
      {fieldOf(trait, 'approximate') === true && ', about'}
      {sensitivity && sensitivity !== 'normal' && (
        <>
          {' '}
          <span class="badge warn">{sensitivity}</span>
        </>
      )}
    </span>
  )
}
