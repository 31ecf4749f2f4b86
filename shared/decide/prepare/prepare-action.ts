import type { ConditionSet } from '../../condition/compile.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Action } from '../action.ts'
import { defaultProbability, tagsOf } from '../attention.ts'
import type { Candidate } from '../decision.ts'
import { audienceStage } from '../stage/audience.ts'
import { boughtStage, goalStage, inCartStage, unsubscribedStage } from '../stage/automatic.ts'
import { type CapBook, capStage } from '../stage/cap.ts'
import { careStage } from '../stage/care.ts'
import { consentStage } from '../stage/consent.ts'
import { cooldownStage } from '../stage/cooldown.ts'
import { daypartStage, dayparts } from '../stage/daypart.ts'
import { enabledStage } from '../stage/enabled.ts'
import { experimentStage, prepareExperiment } from '../stage/experiment.ts'
import { holdoutStage } from '../stage/holdout.ts'
import { scheduleOf, scheduleStage } from '../stage/schedule.ts'
import { rulesFor, suppressionStage } from '../stage/suppression.ts'
import { prepareVariants, splitOf } from '../variant.ts'
import { itemReference } from './item.ts'
import type { PreparedAction, PreparedExperiment, Refuse, Stage } from './prepared.ts'
import { prepareWorth } from './worth.ts'

/** What the actions of a site share while they are prepared. */
export interface Workbench {
  config: SiteConfig
  conditions: ConditionSet
  experiments: ReadonlyMap<string, PreparedExperiment>
  caps: CapBook
}

/** Works out everything about an action that does not depend on the person. */
export function prepareAction(
  id: string,
  { action, index }: { action: Action; index: number },
  bench: Workbench
): PreparedAction {
  const { config, conditions, experiments, caps } = bench
  const refuse = createRefuse(id)
  const item = itemReference(action.item, conditions)
  const experiment = experiments.get(action.experiment ?? '')
  const split = splitOf(id, action, experiment ?? stoppedExperiment(action, bench))
  const exempt = action.transactional === true
  const own = exempt ? [] : caps.ofAction(id, action)
  const shared = exempt ? [] : caps.shared(action)
  const numbered = { action, index }

  // The order of a decision. Each stage that does not concern the action is left out.
  const stages: (Stage | undefined)[] = [
    enabledStage(action, refuse),
    consentStage(action, refuse),
    scheduleStage(action, refuse),
    daypartStage(action, refuse),
    audienceStage(action, conditions, refuse),
    suppressionStage(rulesFor(id, action, { config, tags: tagsOf(action) }), refuse),
    boughtStage(action, { item, refuse }),
    inCartStage(action, { item, refuse }),
    unsubscribedStage(action, refuse),
    goalStage(id, numbered, refuse),
    careStage(action, refuse),
    exempt ? undefined : capStage({ own, shared, index }, refuse),
    exempt ? undefined : cooldownStage(id, numbered, refuse),
    holdoutStage(action, config, refuse),
    experimentStage(action, { experiment, split }, refuse),
  ]
  const holdsFor = dayparts(action)
  return {
    id,
    index,
    stages: stages.filter((stage) => stage !== undefined),
    refuse,
    exempt,
    tier: action.tier ?? 0,
    probability: action.probability ?? defaultProbability,
    worth: prepareWorth(action.value, item, conditions),
    help: action.intent === 'help',
    item,
    group: action.group,
    ownCaps: own,
    sharedCaps: shared,
    experiment,
    split,
    variants: prepareVariants(action),
    until: scheduleOf(action).until,
    // Clocks of every zone turn to the next minute at the same moment.
    partEnds: ({ clock, now }) => (Math.floor(now / 60_000) + holdsFor(clock)) * 60_000,
  }
}

/** A stopped experiment still says who sees which variant: its split stays, for everybody. */
function stoppedExperiment(
  { experiment: name }: Action,
  { config, conditions }: Workbench
): PreparedExperiment | undefined {
  const experiment = config.experiments?.[name ?? '']
  if (name === undefined || experiment?.status !== 'stopped') return undefined
  const { when: _, ...rest } = experiment
  return prepareExperiment(name, { ...rest, status: 'running', coverage: 1 }, conditions)
}

/** Refusals are compared, sorted and written, never changed; the same one is the same object. */
function createRefuse(action: string): Refuse {
  const made = new Map<string, Candidate>()
  return (outcome, detail) => {
    const key = detail === undefined ? outcome : `${outcome} ${detail}`
    const known = made.get(key)
    if (known !== undefined) return known
    const refusal: Candidate = Object.freeze({
      action,
      outcome,
      ...(detail === undefined ? {} : { detail }),
    })
    made.set(key, refusal)
    return refusal
  }
}
