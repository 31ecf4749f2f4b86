import type { Step } from '../../shared/journey/steps.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { freeStepId, newSteps, stepTypes } from './new-steps.ts'
import { StepCard } from './step-card.tsx'
import { stepKinds } from './words.ts'

/** The steps of a journey, in their order, and one more. */
export function Steps({
  id,
  steps,
  config,
  onChange,
}: {
  id: string
  steps: readonly Step[]
  config: SiteConfig
  onChange: (steps: Step[]) => void
}) {
  const move = (i: number, by: number) => {
    const next = [...steps]
    const [step] = next.splice(i, 1)
    if (!step) return
    next.splice(i + by, 0, step)
    onChange(next)
  }
  return (
    <>
      {steps.map((step, i) => (
        <StepCard
          // By place: its id is one of the things that can be changed in it.
          key={`${i}${step.do}`}
          step={step}
          following={steps[i + 1]?.id ?? 'end'}
          config={config}
          under={['journeys', id, 'steps', String(i)]}
          onChange={(next) => onChange(steps.map((old, at) => (at === i ? next : old)))}
          onRemove={
            steps.length > 1 ? () => onChange(steps.filter((_, at) => at !== i)) : undefined
          }
          onUp={i > 0 ? () => move(i, -1) : undefined}
          onDown={i < steps.length - 1 ? () => move(i, 1) : undefined}
        />
      ))}
      <li class="adding">
        <div class="row tight">
          {stepTypes.map((kind) => (
            <button
              key={kind}
              type="button"
              class="plain"
              onClick={() => onChange([...steps, newSteps[kind](freeStepId(kind, steps))])}
            >
              + {stepKinds[kind].name}
            </button>
          ))}
        </div>
      </li>
    </>
  )
}
