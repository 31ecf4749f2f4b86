import { useSignal } from '@preact/signals'
import type { Json } from '../../shared/event/json.ts'
import { isObject } from '../../shared/site/change/changes.ts'
import { edit, type Workspace } from '../admin/workspace.ts'
import { Head } from '../parts/head.tsx'
import { Switch } from '../parts/switch.tsx'
import { CheckPanel } from '../publish/check-panel.tsx'
import { go, link } from '../route.ts'
import { JsonText } from '../text/json-text.tsx'
import { type Collection, type EntryOf, entryOf, withEntry } from './entries.ts'
import type { Kind } from './kind.ts'
import { Rename } from './rename.tsx'
import { remove } from './undo.tsx'

/** One entry: as a form or as text, beside what it means. */
export function EntryEditor<C extends Collection>({
  kind,
  id,
  work,
}: {
  kind: Kind<C>
  id: string
  work: Workspace
}) {
  const { collection, one, many, Form, Beside } = kind
  const mode = useSignal<'form' | 'text'>('form')
  const { config } = work
  const entry = entryOf(config, collection, id)
  if (!entry) {
    return (
      <>
        <Head title={id} up={[many, link(collection)]} />
        <p class="empty">
          There is no {one} of this name. <a href={link(collection)}>See all</a>
        </p>
      </>
    )
  }
  const change = (next: EntryOf<C>) =>
    edit((now) => withEntry(now, collection, { id, entry: next }))
  const isLive = entryOf(work.base.config, collection, id) !== undefined
  return (
    <>
      <Head title={id} up={[many, link(collection)]}>
        <Switch
          label="Edit as"
          value={mode.value}
          options={[
            ['form', 'Form'],
            ['text', 'Text'],
          ]}
          onChange={(next) => {
            mode.value = next
          }}
        />
        <button
          type="button"
          class="danger"
          onClick={() => {
            remove(collection, id, entry)
            go(collection)
          }}
        >
          Remove
        </button>
        <a class="button primary" href={link('publishing')}>
          Review and publish
        </a>
      </Head>
      <div class="editor">
        <div class="stack">
          {!isLive && <Rename {...{ collection, id, config }} />}
          {mode.value === 'form' ? (
            <Form id={id} entry={entry} config={config} onChange={change} />
          ) : (
            <section class="card">
              <JsonText
                label={`${id} as text`}
                value={entry as unknown as Json}
                config={config}
                under={[collection, id]}
                onChange={(json) => isObject(json) && change(json as unknown as EntryOf<C>)}
              />
              <p class="hint">Ctrl + Space completes. Problems stand at their line.</p>
            </section>
          )}
        </div>
        <aside class="stack beside" aria-label="What it means">
          <CheckPanel config={config} under={`${collection}.${id}`} />
          {Beside && <Beside id={id} entry={entry} config={config} />}
        </aside>
      </div>
    </>
  )
}
