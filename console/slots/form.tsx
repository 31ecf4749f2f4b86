import type { SiteConfig } from '../../shared/site/config.ts'
import { tidy } from '../collection/entries.ts'
import type { FormProps } from '../collection/kind.ts'
import { ConditionBuilder } from '../condition/builder.tsx'
import { CapsField, Windows } from '../parts/caps-field.tsx'
import { Check, ChoiceField, NumberField, TextField } from '../parts/field.tsx'

const placements = [
  ['replace', 'In its place'],
  ['prepend', 'At its beginning'],
  ['append', 'At its end'],
  ['before', 'Before it'],
  ['after', 'After it'],
] as const

const channels = ['page', 'email', 'desk', 'till', 'app', 'push'] as const

/** What a slot is, where it stands, and how much fits in. */
export function SlotForm({ id, entry: slot, config, onChange }: FormProps<'slots'>) {
  const set = (some: { [K in keyof typeof slot]?: (typeof slot)[K] | undefined }) =>
    onChange(tidy({ ...slot, ...some }))
  const known: readonly string[] = channels
  const channel = slot.channel ?? 'page'
  const isOwn = !known.includes(channel)
  return (
    <>
      <Windows />
      <section class="card">
        <h2>What it is</h2>
        <TextField
          label="In a sentence"
          value={slot.description}
          onChange={(description) => set({ description })}
        />
        <TextField
          label="What the page shows by itself"
          hint="Words for you: the page’s own HTML is what stays when anything fails."
          value={slot.default}
          onChange={(text) => set({ default: text })}
        />
        <div class="grid">
          <ChoiceField
            label="Channel"
            value={channel}
            options={[...channels, ...(isOwn ? [channel] : [])].map((one) => [one, one])}
            onChange={(one) => set({ channel: one === 'page' ? undefined : one })}
          />
          <NumberField
            label="How many at once"
            min={1}
            max={30}
            placeholder="1"
            value={slot.top}
            onChange={(top) => set({ top })}
          />
        </div>
        <Check
          label="Decided ahead"
          hint="The next page shows it before any network answer."
          checked={slot.instant === true}
          onChange={(instant) => set({ instant: instant || undefined })}
        />
      </section>
      {channel === 'page' && (
        <section class="card">
          <h2>Where it stands</h2>
          <p class="quiet">
            Mark the place with <code>data-attune-slot="{id}"</code>, or name it here.
          </p>
          <div class="grid">
            <TextField
              label="CSS selector"
              hint="For pages without the attribute."
              placeholder="main > .hero"
              value={slot.selector}
              onChange={(selector) => set({ selector })}
            />
            <ChoiceField
              label="Put there"
              value={slot.placement ?? 'replace'}
              options={placements}
              onChange={(placement) =>
                set({ placement: placement === 'replace' ? undefined : placement })
              }
            />
          </div>
          <h3>On which pages</h3>
          <ConditionBuilder
            value={slot.page}
            everybody="Every page that has it."
            config={config}
            under={['slots', id, 'page']}
            onChange={(page) => set({ page })}
          />
        </section>
      )}
      <section class="card">
        <h2>How often at most</h2>
        <CapsField value={slot.caps} onChange={(caps) => set({ caps })} />
      </section>
    </>
  )
}

/** Actions that are made for a slot. */
export function actionsIn(id: string, { actions = {} }: SiteConfig): string[] {
  return Object.entries(actions).flatMap(([name, { slots }]) => (slots.includes(id) ? [name] : []))
}
