import type { StepOf } from '../../shared/journey/steps.ts'
import { NumberField, TextField } from '../parts/field.tsx'
import type { StepProps } from './step-fields.tsx'

/** Ways by chance, each with its weight. */
export function SplitFields({ step, onChange }: StepProps<StepOf<'split'>>) {
  const { arms } = step
  type Arm = (typeof arms)[number]
  const set = (next: Arm[]) => onChange({ ...step, arms: next })
  const change = (i: number, some: Partial<Arm>) =>
    set(arms.map((old, at) => (at === i ? { ...old, ...some } : old)))
  return (
    <>
      {arms.map(({ name, share, to }, i) => (
        // An arm keeps its place while its name is being written.
        <div class="limit" key={`${i}`}>
          <TextField label="Arm" value={name} onChange={(next = '') => change(i, { name: next })} />
          <NumberField
            label="Weight"
            min={0}
            step="any"
            value={share}
            onChange={(next = 0) => change(i, { share: next })}
          />
          <TextField
            label="Leads to"
            value={to}
            onChange={(next = '') => change(i, { to: next })}
          />
          <button
            type="button"
            class="plain icon"
            aria-label={`Remove the arm ${name}`}
            disabled={arms.length <= 2}
            onClick={() => set(arms.filter((_, at) => at !== i))}
          >
            ×
          </button>
        </div>
      ))}
      <div class="row">
        <button
          type="button"
          class="plain"
          onClick={() => set([...arms, { name: `arm-${arms.length + 1}`, share: 1, to: 'end' }])}
        >
          + Arm
        </button>
      </div>
    </>
  )
}
