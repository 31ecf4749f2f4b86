import type { Json } from '../../shared/event/json.ts'
import { readyNames } from '../../shared/hooks/ready/names.ts'
import { tidy } from '../collection/entries.ts'
import type { FormProps } from '../collection/kind.ts'
import { Check, ChoiceField, TextField } from '../parts/field.tsx'
import { JsonText } from '../text/json-text.tsx'

/** Which service it is like, and what its deliveries mean beyond that. */
export function SourceForm({ id, entry: source, config, onChange }: FormProps<'sources'>) {
  const set = (some: { [K in keyof typeof source]?: (typeof source)[K] | undefined }) =>
    onChange(tidy({ ...source, ...some }))
  return (
    <>
      <section class="card">
        <h2>What it is</h2>
        <TextField
          label="In a sentence"
          value={source.description}
          onChange={(description) => set({ description })}
        />
        <ChoiceField
          label="Starts from"
          hint="How the service proves itself, and what its events mean, is known for these."
          value={source.like ?? 'own'}
          options={[
            ...readyNames.map((name) => [name, name] as const),
            ['own', 'nothing: proof and events of its own'] as const,
          ]}
          onChange={(like) => set({ like: like === 'own' ? undefined : like })}
        />
        <Check
          label="Switched on"
          checked={source.enabled !== false}
          onChange={(isOn) => set({ enabled: isOn ? undefined : false })}
        />
      </section>
      <section class="card">
        <h2>What its deliveries mean</h2>
        <p class="quiet">
          Each event with who it is about, in JSONata expressions over the delivery. What is said
          here goes before what the ready source says.
        </p>
        <JsonText
          label="Events of this source as text"
          value={(source.events ?? []) as unknown as Json}
          config={config}
          under={['sources', id, 'events']}
          onChange={(json) => {
            const isNone = !Array.isArray(json) || json.length === 0
            set({ events: isNone ? undefined : (json as unknown as typeof source.events) })
          }}
        />
      </section>
    </>
  )
}
