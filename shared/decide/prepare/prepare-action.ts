import type { ConditionSet } from '../../condition/compile.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Action } from '../action.ts'
import { defaultProbability, tagsOf } from '../attention.ts'
import { boughtStage, goalStage, inCartStage, unsubscribedStage } from '../stage/automatic.ts'
import { type CapBook, capStage } from '../stage/cap.ts'
import { careStage } from '../stage/care.ts'
import { cooldownStage } from '../stage/cooldown.ts'
import { dayparts } from '../stage/daypart.ts'
import { experimentStage, prepareExperiment } from '../stage/experiment.ts'
import { holdoutStage } from '../stage/holdout.ts'
import { scheduleOf } from '../stage/schedule.ts'
import { rulesFor, suppressionStage } from '../stage/suppression.ts'
import { prepareVariants, splitOf } from '../variant.ts'
import { itemReference } from './item.ts'
import type { PreparedAction, PreparedExperiment } from './prepared.ts'
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
  const item = itemReference(action.item, conditions)
  const experiment = experiments.get(action.experiment ?? '')
  const split = splitOf(id, action, experiment ?? stoppedExperiment(action, bench))
  const exempt = action.transactional === true
  const own = exempt ? [] : caps.ofAction(id, action)
  const shared = exempt ? [] : caps.shared(action)

  const itemStages = [boughtStage(action, item), inCartStage(action, item)]
  const unsubscribed = unsubscribedStage(action, (slot) => config.slots?.[slot]?.channel ?? 'page')
  const inExperiment = experimentStage(action, { experiment, split })

  // The order of a decision, after gate and audience. What does not concern the action is left out.
  const stages = [
    suppressionStage(rulesFor(id, action, { config, tags: tagsOf(action) })),
    ...itemStages,
    unsubscribed,
    goalStage(id, action),
    careStage(action),
    exempt ? undefined : capStage(own, shared),
    exempt ? undefined : cooldownStage(id, action),
    holdoutStage(action, config),
    inExperiment,
  ]
  // Without a mark, only an item that a fact names can turn out to be one that was bought.
  const calm = [...(item?.path === undefined ? [] : itemStages), unsubscribed, inExperiment]
  const holdsFor = dayparts(action)
  return {
    id,
    index,
    stages: stages.filter((stage) => stage !== undefined),
    calmStages: calm.filter((stage) => stage !== undefined),
    exempt,
    tier: action.tier ?? 0,
    probability: action.probability ?? defaultProbability,
    worth: prepareWorth(action.value, item, conditions),
    help: action.intent === 'help',
    isTriedOut: action.novelty !== false && !exempt,
    item,
    group: action.group,
    offer: action.offer,
    ownCaps: own,
    sharedCaps: shared,
    experiment,
    split,
    variants: prepareVariants(action, config.content),
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
