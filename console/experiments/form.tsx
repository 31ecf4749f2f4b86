import { tidy } from '../collection/entries.ts'
import type { FormProps } from '../collection/kind.ts'
import { ConditionBuilder } from '../condition/builder.tsx'
import { ChoiceField, NumberField, TextField } from '../parts/field.tsx'
import { Arms } from './arms.tsx'

/** Who takes part, and in which shares. */
export function ExperimentForm({
  id,
  entry: experiment,
  config,
  onChange,
}: FormProps<'experiments'>) {
  const set = (some: { [K in keyof typeof experiment]?: (typeof experiment)[K] | undefined }) =>
    onChange(tidy({ ...experiment, ...some }))
  const { namespace } = experiment
  return (
    <>
      <section class="card">
        <h2>What it asks</h2>
        <TextField
          label="In a sentence"
          value={experiment.description}
          onChange={(description) => set({ description })}
        />
        <div class="grid">
          <ChoiceField
            label="It is"
            value={experiment.status ?? 'running'}
            options={[
              ['running', 'running'],
              ['stopped', 'stopped'],
            ]}
            onChange={(status) => set({ status })}
          />
          <NumberField
            label="Share of people who take part"
            hint="0 to 1; may grow without moving anyone."
            min={0}
            max={1}
            step="any"
            placeholder="1"
            value={experiment.coverage}
            onChange={(coverage) => set({ coverage })}
          />
        </div>
      </section>
      <Arms value={experiment.arms} onChange={(arms) => set({ arms })} />
      <section class="card">
        <h2>Who can take part</h2>
        <ConditionBuilder
          value={experiment.when}
          config={config}
          under={['experiments', id, 'when']}
          onChange={(when) => set({ when })}
        />
      </section>
      <section class="card">
        <h2>Apart from others</h2>
        <p class="quiet">Experiments with parts of one namespace never share a person.</p>
        <div class="grid">
          <TextField
            label="Namespace"
            value={namespace?.name}
            onChange={(name) =>
              set({ namespace: name ? { from: 0, until: 1, ...namespace, name } : undefined })
            }
          />
          {namespace && (
            <>
              <NumberField
                label="From"
                min={0}
                max={1}
                step="any"
                value={namespace.from}
                onChange={(from = 0) => set({ namespace: { ...namespace, from } })}
              />
              <NumberField
                label="Until"
                min={0}
                max={1}
                step="any"
                value={namespace.until}
                onChange={(until = 1) => set({ namespace: { ...namespace, until } })}
              />
            </>
          )}
        </div>
      </section>
    </>
  )
}
