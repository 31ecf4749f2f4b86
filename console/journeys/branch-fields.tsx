import type { StepOf } from '../../shared/journey/steps.ts'
import { ConditionBuilder } from '../condition/builder.tsx'
import { TextField } from '../parts/field.tsx'
import type { StepProps } from './step-fields.tsx'

/** Ways by condition: the first that holds is taken. */
export function BranchFields({ step, config, under, onChange }: StepProps<StepOf<'branch'>>) {
  const { branches } = step
  type Branch = (typeof branches)[number]
  const set = (next: Branch[]) => onChange({ ...step, branches: next })
  const change = (i: number, some: Partial<Branch>) =>
    set(branches.map((old, at) => (at === i ? { ...old, ...some } : old)))
  return (
    <>
      {branches.map(({ when, to }, i) => (
        // Branches have no name of their own.
        <fieldset class="block" key={`${i}`}>
          <legend>Branch {i + 1}</legend>
          <ConditionBuilder
            value={when}
            config={config}
            under={[...under, 'branches', String(i), 'when']}
            onChange={(next = {}) => change(i, { when: next })}
          />
          <div class="row bottom">
            <TextField
              label="Leads to"
              value={to}
              onChange={(next = '') => change(i, { to: next })}
            />
            <button
              type="button"
              class="plain"
              disabled={branches.length === 1}
              onClick={() => set(branches.filter((_, at) => at !== i))}
            >
              Remove branch {i + 1}
            </button>
          </div>
        </fieldset>
      ))}
      <div class="row">
        <button
          type="button"
          class="plain"
          onClick={() => set([...branches, { when: { 'profile.known': true }, to: 'end' }])}
        >
          + Branch
        </button>
      </div>
    </>
  )
}
