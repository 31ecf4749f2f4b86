import { useSignal } from '@preact/signals'
import type { SiteConfig } from '../../shared/site/config.ts'
import { edit } from '../admin/workspace.ts'
import { freeName, isName, withEntry } from '../collection/entries.ts'
import { ChoiceField, TextField } from '../parts/field.tsx'
import { Head } from '../parts/head.tsx'
import { go, link } from '../route.ts'
import { type Template, templates, withNeeds } from './templates.ts'

/** From a template to a draft: choose a place, choose what to say. */
export function NewAction({ config }: { config: SiteConfig }) {
  const slots = Object.entries(config.slots ?? {}).filter(
    ([, { channel = 'page' }]) => channel === 'page'
  )
  const slot = useSignal(slots[0]?.[0] ?? 'home-hero')
  const canStart = isName(slot.value)
  const start = (template: Template) => {
    if (!canStart) return
    const id = freeName(template.id, config, 'actions')
    const entry = template.action(slot.value)
    edit((now) => withEntry(withNeeds(now, template, slot.value), 'actions', { id, entry }))
    go('actions', id)
  }
  return (
    <>
      <Head
        title="New action"
        up={['Actions', link('actions')]}
        words="Start from something that works, and make it yours. Nothing is live before you publish."
      />
      <section class="card">
        {slots.length > 0 ? (
          <ChoiceField
            label="Where on the site"
            value={slot.value}
            options={slots.map(([id, { description }]) => [
              id,
              description ? `${id}: ${description}` : id,
            ])}
            onChange={(id) => {
              slot.value = id
            }}
          />
        ) : (
          <TextField
            label="Name of your first slot"
            hint="On the page: data-attune-slot with this name. What is in it now stays the default."
            value={slot.value}
            onChange={(id = '') => {
              slot.value = id
            }}
          />
        )}
      </section>
      <ul class="tiles" aria-label="Templates">
        {templates.map((template) => (
          <li key={template.id}>
            <button
              type="button"
              class="card tile"
              disabled={!canStart}
              onClick={() => start(template)}
            >
              <b>{template.name}</b>
              <span class="quiet">{template.words}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
