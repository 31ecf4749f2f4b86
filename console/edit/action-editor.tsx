import { useSignal } from '@preact/signals'
import type { Action } from '../../shared/decide/action.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { edit, type Workspace } from '../admin/workspace.ts'
import { NumberField } from '../parts/field.tsx'
import { CheckPanel } from '../publish/check-panel.tsx'
import { go, link } from '../route.ts'
import { ActionForm, tidy } from './action-form.tsx'
import { ContentEditor } from './content-editor.tsx'
import { Preview } from './preview.tsx'
import { TryPerson } from './try-person.tsx'

/** One action, from idea to live: on the left what it says, on the right what that means. */
export function ActionEditor({ id, work }: { id: string; work: Workspace }) {
  const { config } = work
  const action = config.actions?.[id]
  if (!action) {
    return (
      <p class="empty">
        There is no action {id}. <a href={link('actions')}>All actions</a>
      </p>
    )
  }
  const change = (next: Action) => edit((now) => withAction(now, id, next))
  const isLive = Object.hasOwn(work.base.config.actions ?? {}, id)
  return (
    <>
      <header class="head">
        <div>
          <p>
            <a href={link('actions')}>Actions</a>
          </p>
          <h1>{id}</h1>
        </div>
        <div class="row">
          <button
            type="button"
            class="danger"
            onClick={() => {
              edit((now) => withAction(now, id, undefined))
              go('actions')
            }}
          >
            Remove
          </button>
          <a class="button primary" href={link('publishing')}>
            Review and publish
          </a>
        </div>
      </header>
      <div class="editor">
        <div class="stack">
          {!isLive && <Rename id={id} config={config} />}
          <ActionForm action={action} config={config} onChange={change}>
            <Variants action={action} onChange={change} />
          </ActionForm>
        </div>
        <aside class="stack beside" aria-label="What it means">
          <CheckPanel config={config} under={`actions.${id}`} />
          <TryPerson config={config} action={id} />
        </aside>
      </div>
    </>
  )
}

/** A new action may still be called something else; a published one has a history under its name. */
function Rename({ id, config }: { id: string; config: SiteConfig }) {
  const name = useSignal(id)
  const isTaken = name.value !== id && Object.hasOwn(config.actions ?? {}, name.value)
  const isName = /^[a-zA-Z][\w-]{0,63}$/.test(name.value)
  const rename = (event: Event) => {
    event.preventDefault()
    const action = config.actions?.[id]
    if (!action || isTaken || !isName || name.value === id) return
    edit((now) => withAction(withAction(now, id, undefined), name.value, action))
    go('actions', name.value)
  }
  return (
    <form class="card" onSubmit={rename}>
      <h2>Name</h2>
      <div class="search">
        <label>
          Name in reports and receipts
          <input
            value={name.value}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={isTaken || !isName}
            onInput={(event) => {
              name.value = event.currentTarget.value
            }}
          />
        </label>
        <button type="submit" disabled={isTaken || !isName || name.value === id}>
          Rename
        </button>
      </div>
      {isTaken && <p class="fault">There is an action of this name already.</p>}
      {!isName && <p class="fault">Letters, digits, - and _; a letter first.</p>}
    </form>
  )
}

function Variants({ action, onChange }: { action: Action; onChange: (action: Action) => void }) {
  const names = Object.keys(action.variants)
  const open = useSignal(names[0] ?? '')
  const name = names.includes(open.value) ? open.value : (names[0] ?? '')
  const variant = action.variants[name]
  const add = () => {
    const next = 'bcdefghijklmnopqrstuvwxyz'.split('').find((one) => !names.includes(one)) ?? 'z'
    if (!variant) return
    onChange({ ...action, variants: { ...action.variants, [next]: structuredClone(variant) } })
    open.value = next
  }
  const remove = () => {
    const { [name]: _, ...rest } = action.variants
    onChange({ ...action, variants: rest })
  }
  if (!variant) return null
  const set = (next: typeof variant) =>
    onChange({ ...action, variants: { ...action.variants, [name]: next } })
  return (
    <section class="card">
      <div class="row apart">
        <h2>What it shows</h2>
        <div class="row tight">
          {names.map((one) => (
            <button
              key={one}
              type="button"
              class="chip"
              aria-pressed={one === name}
              onClick={() => {
                open.value = one
              }}
            >
              {one}
            </button>
          ))}
          <button type="button" class="plain" onClick={add}>
            + Variant
          </button>
        </div>
      </div>
      <Preview
        content={variant.content}
        surface={variant.content.type === 'blocks' ? variant.content.surface : undefined}
      />
      {names.length > 1 && (
        <div class="row bottom">
          <NumberField
            label={`Share of ${name}`}
            hint="Compared with the shares of the others."
            min={0}
            step="any"
            placeholder="1"
            value={variant.share}
            onChange={(share) => {
              const { share: _, ...rest } = variant
              set(share === undefined ? rest : { ...rest, share })
            }}
          />
          <button type="button" class="plain" onClick={remove}>
            Remove variant {name}
          </button>
        </div>
      )}
      <ContentEditor
        key={name}
        content={variant.content}
        onChange={(content) => set({ ...variant, content })}
      />
    </section>
  )
}

/** The configuration with an action set, or without it. */
export function withAction(config: SiteConfig, id: string, action: Action | undefined): SiteConfig {
  const { [id]: _, ...others } = config.actions ?? {}
  if (!action) return { ...config, actions: others }
  // In its old place, so that lists do not jump while somebody writes.
  return { ...config, actions: { ...config.actions, [id]: tidy(action) } }
}
