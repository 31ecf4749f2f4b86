import type { Step } from '../../shared/journey/steps.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { TextField } from '../parts/field.tsx'
import { TagsField } from '../parts/tags-field.tsx'
import { BranchFields } from './branch-fields.tsx'
import { MessageFields } from './message-fields.tsx'
import { SplitFields } from './split-fields.tsx'

/** What a step's own fields are given. */
export interface StepProps<S extends Step = Step> {
  step: S
  config: SiteConfig
  under: readonly string[]
  onChange: (step: Step) => void
}

/** The fields of a step: those that all have, and those of its kind. */
export function StepFields(props: StepProps) {
  const { step, onChange } = props
  return (
    <>
      <div class="grid">
        <TextField
          label="Id of the step"
          value={step.id}
          onChange={(id = '') => onChange({ ...step, id })}
        />
        <TextField
          label="In a sentence"
          value={step.description}
          onChange={(description) => {
            const { description: _, ...rest } = step
            onChange(description ? { ...rest, description } : rest)
          }}
        />
        <OwnFields {...props} />
        {step.do !== 'split' && (
          <TextField
            label="Then"
            hint="A step, or end; empty: the one below."
            value={step.next}
            onChange={(next) => {
              const { next: _, ...rest } = step
              onChange(next ? { ...rest, next } : rest)
            }}
          />
        )}
      </div>
      {step.do === 'branch' && <BranchFields {...props} step={step} />}
      {step.do === 'split' && <SplitFields {...props} step={step} />}
      {step.do === 'send' && <MessageFields {...props} step={step} />}
    </>
  )
}

function OwnFields({ step, onChange }: StepProps) {
  switch (step.do) {
    case 'wait':
      return (
        <Duration label="Waits" value={step.for} set={(span) => onChange({ ...step, for: span })} />
      )
    case 'waitUntil':
      return (
        <TextField
          label="Until this time of their day"
          type="time"
          value={step.time}
          onChange={(time) => {
            const { time: _, ...rest } = step
            onChange(time ? { ...rest, time } : rest)
          }}
        />
      )
    case 'hold':
      return (
        <>
          <TagsField
            label="Until one of these events"
            value={[step.until].flat().flatMap(({ event }) => event)}
            onChange={(event = ['']) => onChange({ ...step, until: { event } })}
          />
          <Duration
            label="At most"
            value={step.for}
            set={(span) => onChange({ ...step, for: span })}
          />
        </>
      )
    case 'queue':
      return (
        <TextField
          label="Action that waits for the next page"
          value={step.action}
          onChange={(action = '') => onChange({ ...step, action })}
        />
      )
    case 'set':
      return (
        <>
          <TextField
            label="Trait"
            value={step.trait}
            onChange={(trait = '') => onChange({ ...step, trait })}
          />
          <TextField
            label="Value"
            value={step.value === undefined ? undefined : String(step.value)}
            onChange={(value = '') => onChange({ ...step, value: scalar(value) })}
          />
        </>
      )
    default:
      return null
  }
}

function Duration({
  label,
  value,
  set,
}: {
  label: string
  value: string
  set: (span: string) => void
}) {
  return (
    <TextField
      label={label}
      hint="30m, 12h, 7d, 4w"
      value={value}
      onChange={(span = '') => set(span)}
    />
  )
}

/** Yes, no and numbers are what they look like; anything else is text. */
function scalar(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text
}
