import { useSignal } from '@preact/signals'
import type { SiteConfig } from '../../shared/site/config.ts'
import { edit } from '../admin/workspace.ts'
import { freeName, isName, withEntry } from '../collection/entries.ts'
import { ChoiceField, TextField } from '../parts/field.tsx'
import { type Template, templates, withNeeds } from './templates.ts'

/** A place and a template make a draft; `onBegun` is told its name. */
export function Templates({
  config,
  onBegun,
}: {
  config: SiteConfig
  onBegun?: (id: string) => void
}) {
  const slots = Object.entries(config.slots ?? {}).filter(
    ([, { channel = 'page' }]) => channel === 'page'
  )
  const slot = useSignal(slots[0]?.[0] ?? 'home-hero')
  const canStart = isName(slot.value)
  const start = (template: Template) => {
    const id = freeName(template.id, config, 'actions')
    const entry = template.action(slot.value)
    edit((now) => withEntry(withNeeds(now, template, slot.value), 'actions', { id, entry }))
    onBegun?.(id)
  }
  return (
    <>
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
