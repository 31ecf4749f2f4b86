import { ChoiceField } from '../parts/field.tsx'
import { TagsField } from '../parts/tags-field.tsx'
import type { ActionPart } from './part.ts'

/** Which comparison it takes part in, and for which arms. */
export function ExperimentField({ action, config, set }: ActionPart) {
  const names = Object.keys(config.experiments ?? {})
  if (names.length === 0 && action.experiment === undefined) return null
  const arms = Object.keys(config.experiments?.[action.experiment ?? '']?.arms ?? {})
  return (
    <>
      <ChoiceField
        label="Experiment"
        value={action.experiment ?? ''}
        options={[['', 'none'], ...names.map((name) => [name, name] as const)]}
        onChange={(name) => set({ experiment: name || undefined, arms: undefined })}
      />
      {arms.length > 0 && (
        <TagsField
          label="Arms that may get it"
          hint={`Of ${arms.join(', ')}; empty: all.`}
          value={action.arms}
          onChange={(chosen) => set({ arms: chosen })}
        />
      )}
    </>
  )
}
