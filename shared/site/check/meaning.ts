import type { Problem } from '../../condition/condition.ts'
import { factRoots } from '../../condition/parse.ts'
import { closest } from '../../condition/suggest.ts'
import { scheduleOf } from '../../decide/stage/schedule.ts'
import type { TraitDeclaration } from '../../profile/trait.ts'
import type { SiteConfig } from '../config.ts'
import { entries } from './known.ts'
import { retentionProblems } from './retention.ts'

/** What parses and refers to something, and still cannot be meant. */
export function meaningProblems(config: SiteConfig): Problem[] {
  return [
    ...retentionProblems(config.retention),
    ...entries(config.traits, 'traits').flatMap(({ value, path }) => traitProblems(value, path)),
    ...entries(config.actions, 'actions').flatMap(({ value, path }) => [
      ...scheduleProblems(value, path),
      ...shareProblems(value.variants, `${path}.variants`),
      ...valueProblems(value.value, `${path}.value`),
    ]),
    ...entries(config.experiments, 'experiments').flatMap(({ value, path }) => [
      ...(value.arms === undefined ? [] : shareProblems(value.arms, `${path}.arms`)),
      ...namespaceProblems(value.namespace, `${path}.namespace`),
    ]),
    ...entries(config.slots, 'slots').flatMap(({ value, path }) =>
      selectorProblems(value.selector, `${path}.selector`)
    ),
  ]
}

/** What each kind of trait cannot do without. */
const needs = {
  count: undefined,
  sum: 'of',
  average: 'of',
  minimum: 'of',
  maximum: 'of',
  first: 'of',
  last: 'of',
  distinct: 'of',
  favourite: 'of',
  recency: undefined,
  streak: undefined,
  trend: undefined,
  hours: undefined,
  weekdays: undefined,
  score: 'weights',
  rfm: 'of',
} as const satisfies Record<TraitDeclaration['compute'], 'of' | 'weights' | undefined>

function traitProblems(trait: TraitDeclaration, path: string): Problem[] {
  const key = needs[trait.compute]
  if (key === undefined || trait[key] !== undefined) return []
  const example = key === 'of' ? '"of": "properties.price"' : '"weights": { "Order Completed": 10 }'
  const message = `A trait that computes ${trait.compute} needs ${key}: ${example}.`
  return [{ code: `missing_${key}`, path: `${path}.${key}`, message }]
}

type ConfiguredAction = NonNullable<SiteConfig['actions']>[string]

function scheduleProblems(action: ConfiguredAction, path: string): Problem[] {
  const { from, until } = scheduleOf(action)
  if (from < until) return []
  const message = 'The schedule ends before it begins. Swap `from` and `until`.'
  return [{ code: 'empty_schedule', path: `${path}.schedule`, message }]
}

function shareProblems(
  parts: Record<string, { share?: number | undefined }>,
  path: string
): Problem[] {
  const total = Object.values(parts).reduce((sum, { share = 1 }) => sum + share, 0)
  if (total > 0) return []
  return [{ code: 'no_share', path, message: 'All shares are 0. Give at least one a share.' }]
}

/** Whatever of a value is a text must be the path of a fact, or of the action's item. */
function valueProblems(value: ConfiguredAction['value'], path: string): Problem[] {
  const parts = typeof value === 'object' ? [value.of, value.times, value.plus] : [value]
  return parts.flatMap((part) => (typeof part === 'string' ? pathProblems(part, path) : []))
}

function pathProblems(of: string, path: string): Problem[] {
  const roots = ['item', ...factRoots]
  const [root = ''] = of.split('.')
  if (roots.includes(root)) return []
  const meant = closest(root, roots)
  const advice =
    meant === undefined ? `Paths start with ${roots.join(', ')}.` : `Did you mean ${meant}?`
  return [{ code: 'unknown_path', path, message: `${of} is the path of no fact. ${advice}` }]
}

function namespaceProblems(
  namespace: { from: number; until: number } | undefined,
  path: string
): Problem[] {
  if (namespace === undefined || namespace.from < namespace.until) return []
  const message = 'The part of the namespace is empty. `from` must be below `until`.'
  return [{ code: 'empty_namespace', path, message }]
}

/** Characters that no selector has outside of quotes, and brackets or quotes left open. */
function selectorProblems(selector: string | undefined, path: string): Problem[] {
  if (selector === undefined) return []
  const bare = selector.replaceAll(/\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/gs, '')
  const count = (character: string) => bare.split(character).length
  const isOpen = count('[') !== count(']') || count('(') !== count(')')
  if (bare.trim() !== '' && !isOpen && !/[{}<;"'@]|^[\s,>+~]*$|,\s*$/.test(bare)) return []
  const message = `${JSON.stringify(selector)} is no CSS selector that querySelector takes.`
  return [{ code: 'invalid_selector', path, message }]
}
