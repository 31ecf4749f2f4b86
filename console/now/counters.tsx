import type { NowAnswer } from '../../shared/api/admin-api.ts'
import { link } from '../route.ts'
import { totalsOf } from './figures.ts'
import { inWords } from './words.ts'

const shown = 12

/** One kind of counter, by what it counted. */
export function Counters({
  title,
  kind,
  answer,
  empty,
}: {
  title: string
  kind: string
  answer: NowAnswer
  empty: string
}) {
  const rows = totalsOf(answer, kind)
  return (
    <section class="card">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p class="quiet">{empty}</p>
      ) : (
        <ul class="pairs">
          {rows.slice(0, shown).map(([name, count]) => (
            <li key={name}>
              <Name kind={kind} name={name} />
              <span class="number">{count.toLocaleString('en')}</span>
            </li>
          ))}
          {rows.length > shown && (
            <li class="quiet">and {(rows.length - shown).toLocaleString('en')} more</li>
          )}
        </ul>
      )}
    </section>
  )
}

/** Names lead where more is known of them. */
function Name({ kind, name }: { kind: string; name: string }) {
  const [first = '', second = ''] = name.split(':')
  if (kind === 'decision') {
    return (
      <span>
        <a href={link('actions', first)}>{first}</a> <span class="quiet">in {second}</span>
      </span>
    )
  }
  if (kind === 'outcome') {
    return (
      <span>
        <a href={link('actions', second)}>{second}</a> <span class="quiet">{inWords(first)}</span>
      </span>
    )
  }
  return <span>{inWords(name)}</span>
}
