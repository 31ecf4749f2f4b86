import type { ConditionSet } from '../../condition/compile.ts'
import { chooseRange, inRange, type Range, ranges } from '../../hash/hash.ts'
import type { Action, Experiment } from '../action.ts'
import type { PreparedExperiment, Split, Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'
import type { Situation } from '../situation.ts'

/** Where a person stands in an experiment. Position in its hash, or why they take no part. */
export type Participation =
  | { n: number; arm: string | undefined }
  | { out: 'namespace' | 'audience' | 'coverage' }

/** Prepares an experiment; one that was stopped compares nothing any more. */
export function prepareExperiment(
  name: string,
  experiment: Experiment,
  conditions: ConditionSet
): PreparedExperiment | undefined {
  if (experiment.status === 'stopped') return undefined
  const coverage = experiment.coverage ?? 1
  const { namespace, arms } = experiment
  const names = Object.keys(arms ?? {}).sort()
  return {
    name,
    seed: experiment.seed ?? name,
    version: experiment.hashVersion ?? 2,
    coverage,
    namespace: namespace && {
      seed: `__${namespace.name}`,
      range: [namespace.from, namespace.until],
    },
    when: experiment.when && conditions.add(experiment.when),
    arms: arms && {
      names,
      ranges: shares(
        names.map((arm) => arms[arm]?.share),
        coverage
      ),
    },
  }
}

/** Ranges of arms or variants from their weights; an unnamed weight is 1, nothing at all is equal. */
export function shares(weights: readonly (number | undefined)[], coverage: number): Range[] {
  const filled = weights.map((weight) => weight ?? 1)
  const sum = filled.reduce((total, weight) => total + weight, 0)
  return ranges(sum === 0 ? filled : filled.map((weight) => weight / sum), coverage)
}

/** Works out whether a person takes part: GrowthBook's order, namespace before condition before hash. */
export function participate(
  experiment: PreparedExperiment,
  situation: Pick<Situation, 'bucket' | 'moment'>
): Participation {
  const { namespace, arms, when } = experiment
  // Version 1, as in GrowthBook, so that existing namespaces stay disjoint.
  if (namespace !== undefined && !inRange(situation.bucket(namespace.seed, 1), namespace.range)) {
    return { out: 'namespace' }
  }
  if (when?.(situation.moment) === false) return { out: 'audience' }
  const n = situation.bucket(experiment.seed, experiment.version)
  if (arms === undefined) return { n, arm: undefined }
  const arm = arms.names[chooseRange(n, arms.ranges)]
  return arm === undefined ? { out: 'coverage' } : { n, arm }
}

/** Refuses an action to people outside of its experiment, and to those in another arm. */
export function experimentStage(
  action: Action,
  { experiment, split }: { experiment: PreparedExperiment | undefined; split: Split }
): Stage | undefined {
  if (experiment === undefined) return undefined
  const arms = action.arms && new Set(action.arms)
  const outside = (reason: string) => refusal('not_in_experiment', `${experiment.name}: ${reason}`)
  return (situation) => {
    const part = situation.participation(experiment)
    if ('out' in part) return outside(part.out)
    if (part.arm === undefined) {
      return chooseRange(part.n, split.ranges) < 0 ? outside('coverage') : undefined
    }
    return arms === undefined || arms.has(part.arm) ? undefined : outside(`arm ${part.arm}`)
  }
}
