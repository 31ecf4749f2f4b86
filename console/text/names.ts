import type { SiteConfig } from '../../shared/site/config.ts'
import { suggestedPaths } from '../condition/suggestions.ts'

type Names = (config: SiteConfig) => readonly string[]

const keysOf = (collection: keyof SiteConfig): Names => {
  return (config) => Object.keys(config[collection] ?? {})
}

const purposes: Names = ({ consent }) => Object.keys(consent?.purposes ?? { personalization: {} })

/** Places of a configuration at which a name of something else stands; `*` is any one key. */
const table: readonly [place: string, names: Names][] = [
  ['actions.*.slots.*', keysOf('slots')],
  ['actions.*.offer', keysOf('offers')],
  ['actions.*.variants.*.content.first.*', keysOf('content')],
  ['actions.*.variants.*.content.last.*', keysOf('content')],
  ['actions.*.experiment', keysOf('experiments')],
  ['actions.*.purposes.*', purposes],
  ['suppressions.*.actions.*', keysOf('actions')],
  ['suppressions.*.tags.*', ({ actions = {} }) => tagsOf(actions)],
  ['traits.*.purpose', purposes],
  ['given.*.purpose', purposes],
  ['journeys.*.entry.segment', keysOf('segments')],
  ['journeys.*.steps.*.action', keysOf('actions')],
  ['journeys.*.purposes.*', purposes],
]

/** Names that make sense at a path of this configuration. */
export function namesAt(path: readonly string[], config: SiteConfig): string[] {
  return table.filter(([place]) => isAt(place.split('.'), path)).flatMap(([, of]) => of(config))
}

/** Whether a condition is written at a path, and which facts it may ask for there. */
export function factsAt(path: readonly string[], config: SiteConfig): string[] {
  const start = path.findLastIndex((key) => key === 'when' || key === 'where' || key === 'page')
  if (start < 0) return []
  const inner = path.slice(start + 1).filter((key) => !/^\$|^\d+$/.test(key))
  return inner.length > 0 ? [] : suggestedPaths(config).map((one) => one.path)
}

function isAt(place: readonly string[], path: readonly string[]): boolean {
  return place.length === path.length && place.every((key, i) => key === '*' || key === path[i])
}

function tagsOf(actions: NonNullable<SiteConfig['actions']>): string[] {
  return [...new Set(Object.values(actions).flatMap(({ tags = [] }) => tags))]
}
