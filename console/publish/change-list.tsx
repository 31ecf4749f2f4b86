import type { Change } from '../../shared/site/change/changes.ts'
import { linesBetween } from '../../shared/site/change/lines.ts'

/** Changes that people can read: where, what went, what came. */
export function ChangeList({ of }: { of: readonly Change[] }) {
  return (
    <ul class="changes">
      {of.map((change) => (
        <li key={change.path.join('.')}>
          <p>
            <span class={`badge ${toneOf(change)}`}>{deedOf(change)}</span>{' '}
            <span class="crumbs">{change.path.join(' › ')}</span>
          </p>
          <div class="diff">
            {linesBetween(change.from, change.to).map(({ kind, text }, i) => (
              // Lines have no name of their own.
              <span key={`${i}`} class={kind}>
                <i class="sr">{said[kind]}</i>
                {marks[kind]} {text}
              </span>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

const marks = { same: ' ', gone: '−', come: '+' }
const said = { same: '', gone: 'removed ', come: 'added ' }

function deedOf({ from, to }: Change): string {
  if (from === undefined) return 'new'
  return to === undefined ? 'removed' : 'changed'
}

function toneOf({ from, to }: Change): string {
  if (from === undefined) return 'good'
  return to === undefined ? 'bad' : 'accent'
}
