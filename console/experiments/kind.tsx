import type { Kind } from '../collection/kind.ts'
import { ExperimentForm } from './form.tsx'
import { RunningFigures } from './running-figures.tsx'
import { TakingPart } from './taking-part.tsx'

/** Fair comparisons. */
export const experiments: Kind<'experiments'> = {
  collection: 'experiments',
  one: 'experiment',
  many: 'Experiments',
  words: 'Fair comparisons: one person always sees the same arm.',
  empty: 'No experiment yet. Compare two wordings, two actions or two whole programmes.',
  example: 'hero-wording',
  fresh: () => ({ status: 'running', arms: { control: {}, treatment: {} } }),
  Summary: ({ entry: { description, status, coverage = 1, arms = {} } }) => (
    <>
      {description && <p>{description}</p>}
      <dl>
        <dt>Takes part</dt>
        <dd>{percent(coverage)} of people</dd>
        <dt>Arms</dt>
        <dd>{Object.keys(arms).join(', ') || 'the variants of each action'}</dd>
      </dl>
      {status === 'stopped' && (
        <p>
          <span class="badge">stopped</span>
        </p>
      )}
    </>
  ),
  Form: ExperimentForm,
  Beside: ({ id, entry, config }) => (
    <>
      <RunningFigures id={id} experiment={entry} config={config} />
      <TakingPart id={id} experiment={entry} config={config} />
    </>
  ),
}

const percent = (share: number) => `${Math.round(share * 1_000) / 10} %`
