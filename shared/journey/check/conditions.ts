import type { Problem } from '../../condition/condition.ts'
import { eventRoots, factRoots, parseCondition } from '../../condition/parse.ts'
import type { EventMatch } from '../parts.ts'
import type { Step } from '../steps.ts'
import type { Bench } from './check-journeys.ts'

/** A condition of a journey, where it stands, and what it may speak of. */
interface Place {
  json: unknown
  path: string
  roots: readonly string[]
}

/** Parses every condition of a journey: over facts of the person, or over one event alone. */
export function checkConditions({ journey, path, config, regex }: Bench): Problem[] {
  const options = { groups: Object.keys(config.groups ?? {}), ...(regex && { regex }) }
  const { entry, when, exit = [], goal, steps } = journey
  const places = [
    ...(entry.on === 'event' ? ofEvent(entry, `${path}.entry`) : []),
    ...ofFacts(when, `${path}.when`),
    ...exit.flatMap((rule, index) => {
      const at = `${path}.exit.${index}`
      return 'event' in rule ? ofEvent(rule, at) : ofFacts(rule.when, `${at}.when`)
    }),
    ...(goal === undefined ? [] : ofEvent(goal, `${path}.goal`)),
    ...steps.flatMap((step, index) => ofStep(step, `${path}.steps.${index}`)),
  ]
  return places.flatMap(({ json, path: at, roots }) => {
    const parsed = parseCondition(json, at, { ...options, roots })
    return 'problems' in parsed ? parsed.problems : []
  })
}

function ofStep(step: Step, path: string): Place[] {
  switch (step.do) {
    case 'send':
      return ofFacts(step.when, `${path}.when`)
    case 'branch':
      return step.branches.flatMap(({ when }, index) =>
        ofFacts(when, `${path}.branches.${index}.when`)
      )
    case 'hold':
      return [
        ...[step.until].flat().flatMap((match) => ofEvent(match, `${path}.until`)),
        ...[step.restartOn ?? []].flat().flatMap((match) => ofEvent(match, `${path}.restartOn`)),
      ]
    default:
      return []
  }
}

function ofFacts(json: unknown, path: string): Place[] {
  return json === undefined ? [] : [{ json, path, roots: factRoots }]
}

function ofEvent({ where }: EventMatch, path: string): Place[] {
  return where === undefined ? [] : [{ json: where, path: `${path}.where`, roots: eventRoots }]
}
