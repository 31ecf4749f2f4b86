import { inWords } from '../../shared/condition/words.ts'
import { tidy } from '../collection/entries.ts'
import type { FormProps, Kind } from '../collection/kind.ts'
import { ConditionBuilder } from '../condition/builder.tsx'
import { TextField } from '../parts/field.tsx'
import { TagsField } from '../parts/tags-field.tsx'

/** Rules that silence. */
export const suppressions: Kind<'suppressions'> = {
  collection: 'suppressions',
  one: 'suppression',
  many: 'Suppressions',
  words: 'When to say nothing: while it holds, the actions it names stay silent.',
  empty: 'No suppression yet. Somebody who has just complained should not be sold to.',
  example: 'after-a-complaint',
  fresh: () => ({ when: { 'care.active': true } }),
  Summary: ({ entry: { description, when, actions, tags } }) => (
    <>
      {description && <p>{description}</p>}
      <dl>
        <dt>While</dt>
        <dd>{inWords(when)}</dd>
        <dt>Silences</dt>
        <dd>{silenced(actions, tags)}</dd>
      </dl>
    </>
  ),
  Form: SuppressionForm,
}

function silenced(actions: string[] = [], tags: string[] = []): string {
  const named = [...actions, ...tags.map((tag) => `#${tag}`)]
  return named.length > 0 ? named.join(', ') : 'everything that sells'
}

function SuppressionForm({ id, entry: rule, config, onChange }: FormProps<'suppressions'>) {
  const set = (some: { [K in keyof typeof rule]?: (typeof rule)[K] | undefined }) =>
    onChange(tidy({ ...rule, ...some }))
  return (
    <>
      <section class="card">
        <h2>What it is</h2>
        <TextField
          label="In a sentence"
          value={rule.description}
          onChange={(description) => set({ description })}
        />
      </section>
      <section class="card">
        <h2>While this holds</h2>
        <ConditionBuilder
          value={rule.when}
          everybody="Always."
          config={config}
          under={['suppressions', id, 'when']}
          onChange={(when = {}) => set({ when })}
        />
      </section>
      <section class="card">
        <h2>These stay silent</h2>
        <p class="quiet">Nothing named: everything that sells.</p>
        <div class="grid">
          <TagsField
            label="Tags"
            placeholder="promotion"
            value={rule.tags}
            onChange={(tags) => set({ tags })}
          />
          <TagsField
            label="Actions"
            placeholder={Object.keys(config.actions ?? {})[0] ?? 'welcome'}
            value={rule.actions}
            onChange={(actions) => set({ actions })}
          />
        </div>
      </section>
    </>
  )
}
