import { ChoiceField } from '../parts/field.tsx'
import type { SettingsPart } from './part.ts'
import { Purposes } from './purposes.tsx'

/** What people are asked, and what holds before they have answered. */
export function ConsentCard({ config: { consent }, set }: SettingsPart) {
  return (
    <section class="card">
      <h2>Consent</h2>
      <ChoiceField
        label="Without an answer"
        value={consent?.mode ?? 'none'}
        options={[
          ['none', 'everything is allowed: nobody is asked'],
          ['opt-out', 'everything is allowed until a no'],
          ['required', 'nothing is allowed before a yes'],
        ]}
        onChange={(mode) => set({ consent: { ...consent, mode } })}
      />
      <Purposes
        value={consent?.purposes}
        onChange={(purposes) => set({ consent: { ...consent, purposes } })}
      />
    </section>
  )
}
