import { useSignal } from '@preact/signals'
import { inWords } from '../../shared/condition/words.ts'
import { isSame } from '../../shared/site/change/changes.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { edit, type Workspace } from '../admin/workspace.ts'
import { ChoiceField } from '../parts/field.tsx'
import { WithWorkspace } from '../parts/with-workspace.tsx'
import { go, link } from '../route.ts'
import { ActionEditor, withAction } from './action-editor.tsx'
import { freeName, type Template, templates } from './templates.ts'

/** Every candidate for "next best action". */
export function ActionsView({ chosen, rest }: { chosen: string | undefined; rest?: string }) {
  return (
    <WithWorkspace>
      {(work) =>
        chosen === 'new' && rest === undefined ? (
          <NewAction config={work.config} />
        ) : chosen ? (
          <ActionEditor key={chosen} id={chosen} work={work} />
        ) : (
          <ActionList work={work} />
        )
      }
    </WithWorkspace>
  )
}

function ActionList({ work: { config, base } }: { work: Workspace }) {
  const sought = useSignal('')
  const all = Object.entries(config.actions ?? {})
  const shown = all.filter(([id, { description = '', slots }]) =>
    `${id} ${description} ${slots}`.toLowerCase().includes(sought.value.toLowerCase())
  )
  return (
    <>
      <header class="head">
        <div>
          <h1>Actions</h1>
          <p>What could be shown: to whom, where, how often, and what it is worth.</p>
        </div>
        <div class="row">
          <input
            class="slim"
            type="search"
            aria-label="Find an action"
            placeholder="Find an action"
            value={sought.value}
            onInput={(event) => {
              sought.value = event.currentTarget.value
            }}
          />
          <a class="button primary" href={link('actions', 'new')}>
            New action
          </a>
        </div>
      </header>
      {all.length === 0 ? (
        <section class="card">
          <p class="quiet">No action yet: every slot shows its default content.</p>
          <p>
            <a href={link('actions', 'new')}>Start from a template</a>
          </p>
        </section>
      ) : (
        <ul class="tiles" aria-label="Actions">
          {shown.map(([id, action]) => {
            const before = base.config.actions?.[id]
            return (
              <li key={id} class="card tile">
                <div class="row apart">
                  <a href={link('actions', id)}>
                    <b>{id}</b>
                  </a>
                  <span class="row tight">
                    {action.enabled === false && <span class="badge">off</span>}
                    {!before && <span class="badge good">new</span>}
                    {before &&
                      !isSame(
                        JSON.parse(JSON.stringify(before)),
                        JSON.parse(JSON.stringify(action))
                      ) && <span class="badge accent">changed</span>}
                  </span>
                </div>
                {action.description && <p>{action.description}</p>}
                <dl>
                  <dt>Where</dt>
                  <dd>{action.slots.join(', ')}</dd>
                  <dt>For</dt>
                  <dd>{action.when ? inWords(action.when) : 'everybody'}</dd>
                </dl>
              </li>
            )
          })}
        </ul>
      )}
      {all.length > 0 && shown.length === 0 && <p class="empty">No action is called like that.</p>}
    </>
  )
}

function NewAction({ config }: { config: SiteConfig }) {
  const slots = Object.keys(config.slots ?? {})
  const slot = useSignal(slots[0] ?? 'hero')
  const start = (template: Template) => {
    const name = freeName(template.id, config)
    edit((now) => withAction(withSlot(now, slot.value), name, template.action(slot.value)))
    go('actions', name)
  }
  return (
    <>
      <header class="head">
        <div>
          <p>
            <a href={link('actions')}>Actions</a>
          </p>
          <h1>New action</h1>
          <p>
            Start from something that works, and make it yours. Nothing is live before you publish.
          </p>
        </div>
      </header>
      {slots.length > 0 && (
        <section class="card">
          <ChoiceField
            label="Where on the site"
            value={slot.value}
            options={slots.map((id) => [id, wordsOf(id, config)])}
            onChange={(id) => {
              slot.value = id
            }}
          />
        </section>
      )}
      <ul class="tiles" aria-label="Templates">
        {templates.map((template) => (
          <li key={template.id}>
            <button type="button" class="card tile" onClick={() => start(template)}>
              <b>{template.name}</b>
              <span class="quiet">{template.words}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

const wordsOf = (id: string, { slots }: SiteConfig) =>
  slots?.[id]?.description ? `${id}: ${slots[id].description}` : id

/** An empty site gets its first slot together with its first action. */
function withSlot(config: SiteConfig, slot: string): SiteConfig {
  if (config.slots?.[slot]) return config
  return {
    ...config,
    slots: { ...config.slots, [slot]: { default: 'What the page shows by itself' } },
  }
}
