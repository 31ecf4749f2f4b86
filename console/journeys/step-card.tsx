import type { Json } from '../../shared/event/json.ts'
import { type Step, targetsOf } from '../../shared/journey/steps.ts'
import { isObject } from '../../shared/site/change/changes.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { JsonText } from '../text/json-text.tsx'
import { StepFields } from './step-fields.tsx'
import { stepInWords, stepKinds } from './words.ts'

/** One step of the diagram: what it does, where it leads, and its fields when it is opened. */
export function StepCard({
  step,
  following,
  config,
  under,
  onChange,
  onRemove,
  onUp,
  onDown,
}: {
  step: Step
  following: string
  config: SiteConfig
  under: readonly string[]
  onChange: (step: Step) => void
  onRemove: (() => void) | undefined
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
}) {
  const { name, tone } = stepKinds[step.do]
  return (
    <li id={`step-${step.id}`} class="card">
      <div class="row apart">
        <b>{step.id}</b>
        <span class="row tight">
          <span class={`badge ${tone}`}>{name}</span>
          <Move label={`Move ${step.id} up`} sign="↑" does={onUp} />
          <Move label={`Move ${step.id} down`} sign="↓" does={onDown} />
          <Move label={`Remove ${step.id}`} sign="×" does={onRemove} />
        </span>
      </div>
      <p>{step.description ?? stepInWords(step)}</p>
      <Arrows step={step} following={following} />
      <details>
        <summary>Edit</summary>
        <div class="stack inner">
          <StepFields {...{ step, config, under, onChange }} />
          <details>
            <summary class="quiet">As text</summary>
            <JsonText
              label={`Step ${step.id} as text`}
              value={step as unknown as Json}
              config={config}
              under={under}
              onChange={(json) => isStep(json) && onChange(json)}
            />
          </details>
        </div>
      </details>
    </li>
  )
}

/** Enough of a step to be drawn; the check says what else is missing. */
function isStep(json: Json): json is Json & Step {
  return isObject(json) && typeof json.do === 'string' && Object.hasOwn(stepKinds, json.do)
}

function Move({
  label,
  sign,
  does,
}: {
  label: string
  sign: string
  does: (() => void) | undefined
}) {
  return (
    <button
      type="button"
      class="plain icon"
      aria-label={label}
      disabled={!does}
      onClick={() => does?.()}
    >
      {sign}
    </button>
  )
}

/** Where a step leads; nothing is said of the one below. */
function Arrows({ step, following }: { step: Step; following: string }) {
  const arrows = targetsOf(step, following).filter(({ to, label }) => label || to !== following)
  if (arrows.length === 0) return null
  return (
    <ul class="arrows" aria-label="Leads to">
      {arrows.map(({ label, to }) => (
        <li key={label + to}>
          {label && <span class="quiet">{label}</span>} → <b>{to}</b>
        </li>
      ))}
    </ul>
  )
}
