import type { Condition, Problem } from '../../condition/condition.ts'
import { eventRoots, factRoots, parseCondition } from '../../condition/parse.ts'
import type { RegexEngine } from '../../condition/regex.ts'
import type { SiteConfig } from '../config.ts'
import { entries, names } from './known.ts'

/** A condition of a configuration, where it stands and what it may look at. */
export interface PlacedCondition {
  path: string
  condition: Condition
  roots: readonly string[]
}

/** Where a slot exists must not depend on the person: the page finds its slots before it knows them. */
const pageRoots = ['page', 'context'] as const

/** Every condition of a configuration. */
export function conditionsOf(config: SiteConfig): PlacedCondition[] {
  const place = (roots: readonly string[], path: string, condition: Condition | undefined) =>
    condition === undefined ? [] : [{ path, condition, roots }]
  return [
    ...entries(config.slots, 'slots').flatMap(({ value, path }) =>
      place(pageRoots, `${path}.page`, value.page)
    ),
    ...entries(config.traits, 'traits').flatMap(({ value, path }) =>
      place(eventRoots, `${path}.where`, value.where)
    ),
    ...entries(config.segments, 'segments').flatMap(({ value, path }) =>
      place(factRoots, `${path}.when`, value.when)
    ),
    ...entries(config.actions, 'actions').flatMap(({ value, path }) => [
      ...place(factRoots, `${path}.when`, value.when),
      ...place(eventRoots, `${path}.goal.where`, value.goal?.where),
    ]),
    ...entries(config.suppressions, 'suppressions').flatMap(({ value, path }) =>
      place(factRoots, `${path}.when`, value.when)
    ),
    ...entries(config.experiments, 'experiments').flatMap(({ value, path }) =>
      place(factRoots, `${path}.when`, value.when)
    ),
  ]
}

/** Parses every condition strictly. */
export function conditionProblems(config: SiteConfig, regex: RegexEngine | undefined): Problem[] {
  const options = { groups: names(config.groups), ...(regex && { regex }) }
  return conditionsOf(config).flatMap(({ path, condition, roots }) => {
    const parsed = parseCondition(condition, path, { ...options, roots })
    return 'problems' in parsed ? parsed.problems : []
  })
}
