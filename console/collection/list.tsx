import { useSignal } from '@preact/signals'
import { isSame } from '../../shared/site/change/changes.ts'
import { edit, type Workspace } from '../admin/workspace.ts'
import { Head } from '../parts/head.tsx'
import { go, link } from '../route.ts'
import { type Collection, entriesOf, entryOf, freeName, isName, withEntry } from './entries.ts'
import type { Kind } from './kind.ts'
import { UndoNotice } from './undo.tsx'

/** Everything in a collection, and the way to one more. */
export function EntryList<C extends Collection>({
  kind,
  work: { config, base },
}: {
  kind: Kind<C>
  work: Workspace
}) {
  const { collection, many, words, empty, Summary } = kind
  const sought = useSignal('')
  const all = entriesOf(config, collection)
  const shown = all.filter(([id, entry]) =>
    `${id} ${JSON.stringify(entry)}`.toLowerCase().includes(sought.value.toLowerCase())
  )
  return (
    <>
      <Head title={many} words={words}>
        {all.length > 6 && (
          <input
            class="slim"
            type="search"
            aria-label={`Find in ${many.toLowerCase()}`}
            placeholder="Find"
            value={sought.value}
            onInput={(event) => {
              sought.value = event.currentTarget.value
            }}
          />
        )}
        {all.length > 0 && <NewEntry kind={kind} config={config} />}
      </Head>
      <UndoNotice collection={collection} />
      {all.length === 0 ? (
        <section class="card blank">
          <p class="quiet">{empty}</p>
          <NewEntry kind={kind} config={config} />
        </section>
      ) : (
        <ul class="tiles" aria-label={many}>
          {shown.map(([id, entry]) => (
            <li key={id} class="card tile">
              <div class="row apart">
                <a class="cover" href={link(collection, id)}>
                  <b>{id}</b>
                </a>
                <State of={entry} before={entryOf(base.config, collection, id)} />
              </div>
              <Summary id={id} entry={entry} config={config} />
            </li>
          ))}
        </ul>
      )}
      {all.length > 0 && shown.length === 0 && <p class="empty">Nothing fits what you look for.</p>}
    </>
  )
}

/** What publishing would make of it. */
function State({ of, before }: { of: object; before: object | undefined }) {
  const isChanged =
    before && !isSame(JSON.parse(JSON.stringify(before)), JSON.parse(JSON.stringify(of)))
  return (
    <span class="row tight">
      {'enabled' in of && of.enabled === false && <span class="badge">off</span>}
      {!before && <span class="badge good">new</span>}
      {isChanged && <span class="badge accent">changed</span>}
    </span>
  )
}

/** The way to a new entry: where the collection has one of its own, or by a name. */
export function NewEntry<C extends Collection>({
  kind: { collection, one, example, fresh, startAt },
  config,
  isNamed = false,
}: {
  kind: Kind<C>
  config: Workspace['config']
  /** By a name in any case. */
  isNamed?: boolean
}) {
  const name = useSignal('')
  if (startAt && !isNamed) {
    return (
      <a class="button primary" href={link(collection, startAt)}>
        New {one}
      </a>
    )
  }
  const add = (event: Event) => {
    event.preventDefault()
    if (!isName(name.value)) return
    const id = freeName(name.value, config, collection)
    edit((now) => withEntry(now, collection, { id, entry: fresh(now) }))
    go(collection, id)
  }
  return (
    <form class="joined" onSubmit={add}>
      <input
        aria-label={`Name of a new ${one}`}
        value={name.value}
        placeholder={example}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => {
          name.value = event.currentTarget.value.trim()
        }}
      />
      <button type="submit" class="primary" disabled={!isName(name.value)}>
        New {one}
      </button>
    </form>
  )
}
