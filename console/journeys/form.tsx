import { inWords } from '../../shared/condition/words.ts'
import { tidy } from '../collection/entries.ts'
import type { FormProps } from '../collection/kind.ts'
import { ConditionBuilder } from '../condition/builder.tsx'
import { Windows } from '../parts/caps-field.tsx'
import { Check, TextField } from '../parts/field.tsx'
import { PurposesField } from '../parts/purposes-field.tsx'
import { EntryFields } from './entry-fields.tsx'
import { Steps } from './steps.tsx'
import { entryInWords } from './words.ts'

/** Who comes in, the steps as a diagram that can be edited, what ends it. */
export function JourneyForm({ id, entry: journey, config, onChange }: FormProps<'journeys'>) {
  const set = (some: { [K in keyof typeof journey]?: (typeof journey)[K] | undefined }) =>
    onChange(tidy({ ...journey, ...some }))
  const { exit = [], goal } = journey
  return (
    <>
      <Windows />
      <section class="card">
        <h2>What it is</h2>
        <TextField
          label="In a sentence"
          value={journey.description}
          onChange={(description) => set({ description })}
        />
        <Check
          label="Switched on"
          hint="Off: nobody comes in, and whoever is in leaves."
          checked={journey.enabled !== false}
          onChange={(isOn) => set({ enabled: isOn ? undefined : false })}
        />
      </section>
      <ol class="journey" aria-label="Steps">
        <li class="card">
          <div>
            <span class="badge good">enters</span> {entryInWords(journey.entry)}
            {journey.when && <p class="quiet">Only while {inWords(journey.when)}.</p>}
          </div>
          <details>
            <summary>Who comes in</summary>
            <div class="stack inner">
              <EntryFields value={journey.entry} onChange={(entry) => set({ entry })} />
              <h3>Only while</h3>
              <ConditionBuilder
                value={journey.when}
                config={config}
                under={['journeys', id, 'when']}
                onChange={(when) => set({ when })}
              />
            </div>
          </details>
        </li>
        <Steps id={id} steps={journey.steps} config={config} onChange={(steps) => set({ steps })} />
        <li class="card">
          <div>
            <span class="badge">ends</span>{' '}
            {goal && (
              <span>
                Success: <b>{[goal.event].flat().join(' or ')}</b>.{' '}
              </span>
            )}
            {exit.map((one) => (
              <span key={JSON.stringify(one)}>
                Also when{' '}
                {'when' in one ? inWords(one.when) : `${[one.event].flat().join(' or ')} happens`}.{' '}
              </span>
            ))}
          </div>
          <details>
            <summary>Success</summary>
            <div class="grid inner">
              <TextField
                label="Success is this event"
                placeholder="Order Completed"
                value={goal ? [goal.event].flat()[0] : undefined}
                onChange={(event) => set({ goal: event ? { ...goal, event } : undefined })}
              />
              {goal && (
                <TextField
                  label="Counts for its last message up to"
                  list="windows"
                  placeholder="not later"
                  value={goal.within}
                  onChange={(within) => {
                    const { within: _, ...rest } = goal
                    set({ goal: within ? { ...rest, within } : rest })
                  }}
                />
              )}
            </div>
          </details>
        </li>
      </ol>
      <section class="card">
        <h2>Consent of its messages</h2>
        <PurposesField
          value={journey.purposes}
          standard="marketing"
          config={config}
          onChange={(purposes) => set({ purposes })}
        />
      </section>
    </>
  )
}
