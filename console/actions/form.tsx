import { tidy } from '../collection/entries.ts'
import type { FormProps } from '../collection/kind.ts'
import { ConditionBuilder } from '../condition/builder.tsx'
import { CapsField, Windows } from '../parts/caps-field.tsx'
import { Check, ChoiceField, TextField } from '../parts/field.tsx'
import { PurposesField } from '../parts/purposes-field.tsx'
import { TagsField } from '../parts/tags-field.tsx'
import { Cooldown } from './cooldown.tsx'
import { ExperimentField } from './experiment-field.tsx'
import type { ActionPart } from './part.ts'
import { Places } from './places.tsx'
import { Timing } from './timing.tsx'
import { Variants } from './variants.tsx'
import { Worth } from './worth.tsx'

/** Where, to whom, what, when, how often, and what it is worth. */
export function ActionForm({ id, entry: action, config, onChange }: FormProps<'actions'>) {
  const set: ActionPart['set'] = (some) => onChange(tidy({ ...action, ...some }))
  const part = { action, config, set }
  return (
    <>
      <Windows />
      <section class="card">
        <h2>What it is</h2>
        <TextField
          label="In a sentence"
          value={action.description}
          onChange={(description) => set({ description })}
        />
        <Check
          label="Switched on"
          checked={action.enabled !== false}
          onChange={(isOn) => set({ enabled: isOn ? undefined : false })}
        />
      </section>
      <Places {...part} />
      <section class="card">
        <h2>For whom</h2>
        <ConditionBuilder
          value={action.when}
          config={config}
          under={['actions', id, 'when']}
          onChange={(when) => set({ when })}
        />
      </section>
      <Variants id={id} {...part} />
      <Timing {...part} />
      <section class="card">
        <h2>How often at most</h2>
        <CapsField value={action.caps} onChange={(caps) => set({ caps })} />
        <Cooldown {...part} />
      </section>
      <Worth {...part} />
      <section class="card">
        <h2>What it belongs to</h2>
        <div class="grid">
          <TagsField
            label="Tags"
            hint="Suppressions and site-wide caps speak of tags."
            value={action.tags}
            onChange={(tags) => set({ tags })}
          />
          <TextField
            label="Exclusive group"
            hint="At most one action of a group on a page."
            value={action.group}
            onChange={(group) => set({ group })}
          />
          <ExperimentField {...part} />
          <TextField
            label="Item it promotes"
            hint="An item id, or a fact: cart.latest.id."
            value={action.item}
            onChange={(item) => set({ item })}
          />
          {Object.keys(config.offers ?? {}).length > 0 && (
            <ChoiceField
              label="Gives a code of"
              hint="Content shows it as {{ offer.code }}."
              value={action.offer ?? ''}
              options={['', ...Object.keys(config.offers ?? {})].map((one) => [
                one,
                one || 'no offer',
              ])}
              onChange={(offer) => set({ offer: offer || undefined })}
            />
          )}
        </div>
        <PurposesField
          value={action.purposes}
          standard="personalization"
          config={config}
          onChange={(purposes) => set({ purposes })}
        />
      </section>
    </>
  )
}
