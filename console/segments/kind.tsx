import { inWords } from '../../shared/condition/words.ts'
import { tidy } from '../collection/entries.ts'
import type { FormProps, Kind } from '../collection/kind.ts'
import { ConditionBuilder } from '../condition/builder.tsx'
import { Check, TextField } from '../parts/field.tsx'
import { WhoMatches } from './who-matches.tsx'

/** Named conditions over people. */
export const segments: Kind<'segments'> = {
  collection: 'segments',
  one: 'segment',
  many: 'Segments',
  words: 'Groups of people by what is true of them at this moment.',
  empty: 'No segment yet. Give a condition a name, and use it everywhere.',
  example: 'loyal',
  fresh: () => ({ when: {} }),
  Summary: ({ entry: { description, when, public: isPublic } }) => (
    <>
      {description && <p>{description}</p>}
      <p class="quiet words">{inWords(when)}</p>
      {isPublic && (
        <p>
          <span class="badge accent">told to the page</span>
        </p>
      )}
    </>
  ),
  Form: SegmentForm,
  Beside: ({ id, config }) => <WhoMatches id={id} config={config} />,
}

function SegmentForm({ id, entry: segment, config, onChange }: FormProps<'segments'>) {
  const set = (some: { [K in keyof typeof segment]?: (typeof segment)[K] | undefined }) =>
    onChange(tidy({ ...segment, ...some }))
  return (
    <>
      <section class="card">
        <h2>What it is</h2>
        <TextField
          label="In a sentence"
          value={segment.description}
          onChange={(description) => set({ description })}
        />
        <Check
          label="Tell the page"
          hint="Otherwise it stays a secret of the edge; a page’s scripts never see it."
          checked={segment.public === true}
          onChange={(isPublic) => set({ public: isPublic || undefined })}
        />
      </section>
      <section class="card">
        <h2>Who is in it</h2>
        <ConditionBuilder
          value={segment.when}
          config={config}
          under={['segments', id, 'when']}
          onChange={(when = {}) => set({ when })}
        />
      </section>
    </>
  )
}
