import { Check, ChoiceField, TextField } from '../parts/field.tsx'
import { TagsField } from '../parts/tags-field.tsx'
import type { SettingsPart } from './part.ts'

/** What the site is, who may speak for it, and how its owners work. */
export function SiteCard({ config, set }: SettingsPart) {
  return (
    <section class="card">
      <h2>The site</h2>
      <div class="grid">
        <TextField
          label="Name of the site"
          value={config.name}
          onChange={(name = '') => set({ name })}
        />
        <TextField
          label="Time zone"
          hint="When a visitor’s own is unknown."
          placeholder="UTC"
          value={config.timezone}
          onChange={(timezone) => set({ timezone })}
        />
        <TextField
          label="Language"
          placeholder="en"
          value={config.locale}
          onChange={(locale) => set({ locale })}
        />
        <TagsField
          label="Pages of these origins may use the public key"
          hint="Empty: any page may."
          placeholder="https://shop.example"
          value={config.origins}
          onChange={(origins) => set({ origins })}
        />
        <ChoiceField
          label="Publishing"
          value={config.publishing?.approval ?? 'none'}
          options={[
            ['none', 'by anybody who may'],
            ['another', 'only with another person’s yes'],
          ]}
          onChange={(approval) =>
            set({ publishing: approval === 'none' ? undefined : { approval } })
          }
        />
        <TagsField
          label="People are found by these traits"
          hint="Besides their ids. Given traits only."
          placeholder="email, lastName"
          value={config.directory?.searchable}
          onChange={(searchable) => set({ directory: searchable ? { searchable } : undefined })}
        />
      </div>
      <Check
        label="Open pages hear at once what changes elsewhere"
        hint="A purchase at the till, an action that a journey has queued."
        checked={config.live === true}
        onChange={(live) => set({ live: live || undefined })}
      />
    </section>
  )
}
