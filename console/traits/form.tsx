import { tidy } from '../collection/entries.ts'
import type { FormProps } from '../collection/kind.ts'
import { ConditionBuilder } from '../condition/builder.tsx'
import { Windows } from '../parts/caps-field.tsx'
import { ChoiceField, NumberField, TextField } from '../parts/field.tsx'
import { TagsField } from '../parts/tags-field.tsx'
import { Discretion } from './discretion.tsx'
import { computations, partsOf } from './parts-of.ts'
import { Weights } from './weights.tsx'

/** From which events a trait is folded, and how. */
export function TraitForm({ id, entry: trait, config, onChange }: FormProps<'traits'>) {
  const set = (some: { [K in keyof typeof trait]?: (typeof trait)[K] | undefined }) =>
    onChange(tidy({ ...trait, ...some }))
  const parts = partsOf[trait.compute]
  return (
    <>
      <Windows />
      <section class="card">
        <h2>What it is</h2>
        <TextField
          label="In a sentence"
          value={trait.description}
          onChange={(description) => set({ description })}
        />
        <div class="grid">
          <ChoiceField
            label="Computes"
            value={trait.compute}
            options={computations}
            onChange={(compute) => set({ compute })}
          />
          <TagsField
            label="Of these events"
            hint="By name, parted by commas; empty: every event."
            placeholder="Product Viewed, Product Added"
            value={trait.event === undefined ? undefined : [trait.event].flat()}
            onChange={(names) => set({ event: names?.length === 1 ? names[0] : names })}
          />
          {parts.includes('of') && (
            <TextField
              label="Property"
              placeholder="properties.price"
              value={trait.of}
              onChange={(of) => set({ of })}
            />
          )}
          {parts.includes('by') && (
            <TextField
              label="Kept apart by"
              hint="A figure for each value: properties.category."
              value={trait.by}
              onChange={(by) => set({ by })}
            />
          )}
          {parts.includes('window') && (
            <TextField
              label="Within"
              list="windows"
              placeholder="lifetime"
              value={trait.window}
              onChange={(window) => set({ window })}
            />
          )}
          {parts.includes('halfLife') && (
            <TextField
              label="Fades by half in"
              list="windows"
              placeholder="14d"
              value={trait.halfLife}
              onChange={(halfLife) => set({ halfLife })}
            />
          )}
          {parts.includes('atLeast') && (
            <NumberField
              label="At least this weight"
              hint="One fresh event weighs 1."
              min={0}
              step="any"
              value={trait.atLeast}
              onChange={(atLeast) => set({ atLeast })}
            />
          )}
        </div>
        {parts.includes('weights') && (
          <Weights value={trait.weights} onChange={(weights) => set({ weights })} />
        )}
      </section>
      <section class="card">
        <h2>Only events that</h2>
        <ConditionBuilder
          value={trait.where}
          everybody="Every one of these events."
          config={config}
          under={['traits', id, 'where']}
          onChange={(where) => set({ where })}
        />
      </section>
      <Discretion trait={trait} config={config} set={set} />
    </>
  )
}
