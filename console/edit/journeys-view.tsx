import { useEffect } from 'preact/hooks'
import { inWords } from '../../shared/condition/words.ts'
import type { Journey } from '../../shared/journey/schema.ts'
import { type Step, targetsOf } from '../../shared/journey/steps.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { WithWorkspace } from '../parts/with-workspace.tsx'
import { link } from '../route.ts'

/** What happens when the visitor is not on the page. */
export function JourneysView({ chosen }: { chosen: string | undefined }) {
  return (
    <WithWorkspace>
      {({ config }) => {
        const journey = chosen === undefined ? undefined : config.journeys?.[chosen]
        return journey && chosen ? (
          <JourneyDiagram id={chosen} journey={journey} />
        ) : (
          <JourneyList config={config} />
        )
      }}
    </WithWorkspace>
  )
}

function JourneyList({ config }: { config: SiteConfig }) {
  const journeys = Object.entries(config.journeys ?? {})
  return (
    <>
      <header class="head">
        <div>
          <h1>Journeys</h1>
          <p>
            What happens when the visitor is not on the page: who comes in, what they get, what ends
            it.
          </p>
        </div>
      </header>
      {journeys.length === 0 ? (
        <section class="card">
          <p class="quiet">
            This site has no journey yet. Write one in the document under <code>journeys</code>, on{' '}
            <a href={link('publishing')}>Publishing</a>.
          </p>
        </section>
      ) : (
        <ul class="tiles" aria-label="Journeys">
          {journeys.map(([id, { description, entry, steps, enabled }]) => (
            <li key={id} class="card tile">
              <div class="row apart">
                <a href={link('journeys', id)}>
                  <b>{id}</b>
                </a>
                {enabled === false && <span class="badge">off</span>}
              </div>
              {description && <p>{description}</p>}
              <p class="quiet">
                {entryInWords(entry)} · {steps.length} step{steps.length === 1 ? '' : 's'}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function JourneyDiagram({ id, journey }: { id: string; journey: Journey }) {
  useEffect(() => scrollTo(0, 0), [])
  const { description, entry, steps, when, exit = [], goal } = journey
  return (
    <>
      <header class="head">
        <div>
          <p>
            <a href={link('journeys')}>Journeys</a>
          </p>
          <h1>{id}</h1>
          {description && <p>{description}</p>}
        </div>
      </header>
      <ol class="journey" aria-label="Steps">
        <li class="card">
          <span class="badge good">enters</span> {entryInWords(entry)}
          {when && <p class="quiet">Only while {inWords(when)}.</p>}
        </li>
        {steps.map((step, i) => (
          <li key={step.id} id={`step-${step.id}`} class="card">
            <div class="row apart">
              <b>{step.id}</b>
              <span class={`badge ${tones[step.do]}`}>{names[step.do]}</span>
            </div>
            <p>{step.description ?? stepInWords(step)}</p>
            <Arrows step={step} following={steps[i + 1]?.id ?? 'end'} />
          </li>
        ))}
        <li class="card">
          <span class="badge">ends</span>{' '}
          {goal && (
            <span>
              Success: <b>{goal.event}</b>.{' '}
            </span>
          )}
          {exit.map((one) => (
            <span key={JSON.stringify(one)}>
              Also when {'when' in one ? inWords(one.when) : `${one.event} happens`}.{' '}
            </span>
          ))}
        </li>
      </ol>
    </>
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

function entryInWords(entry: Journey['entry']): string {
  switch (entry.on) {
    case 'event':
      return `When ${'event' in entry ? String(entry.event) : 'an event'} happens`
    case 'segment':
      return `When the segment ${entry.segment} is ${entry.change}`
    case 'date':
      return `On the date in ${entry.date}${entry.yearly ? ', every year' : ''}`
    default:
      return JSON.stringify(entry)
  }
}

const names: Record<Step['do'], string> = {
  wait: 'wait',
  waitUntil: 'wait until',
  hold: 'hold',
  branch: 'branch',
  split: 'split',
  send: 'send',
  queue: 'on the page',
  set: 'set trait',
}

const tones: Record<Step['do'], string> = {
  wait: '',
  waitUntil: '',
  hold: '',
  branch: 'warn',
  split: 'warn',
  send: 'accent',
  queue: 'accent',
  set: 'good',
}

function stepInWords(step: Step): string {
  switch (step.do) {
    case 'wait':
      return `Waits ${step.for}.`
    case 'waitUntil':
      return step.date ? `Waits until ${step.date}.` : `Waits until ${step.time ?? 'the day'}.`
    case 'hold':
      return `Holds for an event, ${step.for} at most.`
    case 'branch':
      return step.branches.map(({ when, to }) => `${to} when ${inWords(when)}`).join('; ')
    case 'split':
      return 'Sends people different ways by chance; one person always the same.'
    case 'send':
      return `Sends by ${Object.keys(step.messages).join(', else ')}.`
    case 'queue':
      return `Makes ${step.action} wait for the next page.`
    case 'set':
      return `Sets ${step.trait}.`
  }
}
