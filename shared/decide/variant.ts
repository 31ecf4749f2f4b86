import { type Library, piecesIn, withPieces } from '../content/library.ts'
import { nearestLocale } from '../content/locale.ts'
import { chooseRange } from '../hash/hash.ts'
import type { Action, Variant } from './action.ts'
import type {
  PreparedAction,
  PreparedExperiment,
  PreparedVariant,
  Split,
} from './prepare/prepared.ts'
import type { Situation } from './situation.ts'
import { shares } from './stage/experiment.ts'

/** Prepares the variants of an action, by name, so that their order in a file means nothing. */
export function prepareVariants(action: Action, library: Library = {}): PreparedVariant[] {
  return Object.entries(action.variants)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, variant]) => prepareVariant(name, variant, library))
}

function prepareVariant(
  name: string,
  { content, locales = {} }: Variant,
  library: Library
): PreparedVariant {
  const pieces = [...new Set([content, ...Object.values(locales)].flatMap(piecesIn))].sort()
  const ofPieces = pieces.flatMap((piece) => Object.keys(library[piece]?.locales ?? {}))
  const known = [...Object.keys(locales), ...ofPieces].map((locale) => locale.toLowerCase())
  return {
    name,
    pieces,
    content: withPieces(content, library, ''),
    locales: new Map(
      known.map((locale) => [
        locale,
        withPieces(nearestLocale(locales, locale) ?? content, library, locale),
      ])
    ),
  }
}

/**
 * How the variants share the people. In an experiment its seed decides, also after it was stopped, so
 * that nobody sees another variant; elsewhere the action's own name does.
 */
export function splitOf(
  id: string,
  action: Action,
  experiment: Omit<PreparedExperiment, 'when' | 'namespace'> | undefined
): Split {
  const weights = prepareVariants(action).map(({ name }) => action.variants[name]?.share)
  const bySeed = experiment !== undefined && experiment.arms === undefined
  return {
    seed: bySeed ? experiment.seed : id,
    version: bySeed ? experiment.version : 2,
    ranges: shares(weights, bySeed ? experiment.coverage : 1),
  }
}

/** The variant this person gets: the one of their arm, else where their hash falls. */
export function chooseVariant(
  action: PreparedAction,
  situation: Situation
): { variant: PreparedVariant; arm: string | undefined } | undefined {
  const { experiment, split, variants } = action
  const part = experiment && situation.participation(experiment)
  const arm = part !== undefined && 'arm' in part ? part.arm : undefined
  const ofArm = variants.find((one) => one.name === arm)
  const [only, ...more] = variants
  // A single variant needs no hash, unless it is the only one of an experiment's shares.
  if (ofArm === undefined && more.length === 0) return only && { variant: only, arm }
  const variant =
    ofArm ?? variants[chooseRange(situation.bucket(split.seed, split.version), split.ranges)]
  return variant && { variant, arm }
}
