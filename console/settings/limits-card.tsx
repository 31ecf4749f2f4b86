import { tidy } from '../collection/entries.ts'
import { CapsField } from '../parts/caps-field.tsx'
import { ChoiceField, NumberField } from '../parts/field.tsx'
import type { SettingsPart } from './part.ts'

/** How much of everything: attention, comparison, events. */
export function LimitsCard({ config: { holdout, caps, quota }, set }: SettingsPart) {
  return (
    <section class="card">
      <h2>Everything together, at most</h2>
      <CapsField
        value={caps?.total}
        onChange={(total) => {
          const next = tidy<NonNullable<typeof caps>>({ ...caps, total })
          set({ caps: Object.keys(next).length > 0 ? next : undefined })
        }}
      />
      <div class="grid">
        <NumberField
          label="Share of people who get nothing but defaults"
          hint="0 to 0.5. They are who everybody else is compared with."
          min={0}
          max={0.5}
          step="any"
          placeholder="0"
          value={holdout?.share}
          onChange={(share) => set({ holdout: share ? { ...holdout, share } : undefined })}
        />
        <NumberField
          label="Events that are taken in"
          hint="Beyond it pages keep their default content."
          min={1}
          placeholder="no limit"
          value={quota?.events}
          onChange={(events) =>
            set({ quota: events ? { per: 'day', ...quota, events } : undefined })
          }
        />
        {quota && (
          <ChoiceField
            label="in a"
            value={quota.per}
            options={[
              ['day', 'day'],
              ['month', 'month'],
            ]}
            onChange={(per) => set({ quota: { ...quota, per } })}
          />
        )}
      </div>
    </section>
  )
}
