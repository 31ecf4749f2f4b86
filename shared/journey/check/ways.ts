import type { Problem } from '../../condition/condition.ts'
import { arrowsOf, endlessSteps, reachable } from '../graph.ts'
import type { Bench } from './check-journeys.ts'
import { unknownName } from './problems.ts'

/** Checks that every way leads somewhere, to every step, and never in a circle without a wait. */
export function checkWays({ journey: { steps }, path }: Bench): Problem[] {
  const ids = steps.map(({ id }) => id)
  const at = (id: string) => `${path}.steps.${ids.indexOf(id)}`
  const doubles = ids.flatMap((id, index) =>
    id === 'end' || ids.indexOf(id) < index ? [{ id, path: `${path}.steps.${index}.id` }] : []
  )
  const lost = arrowsOf(steps).filter(({ to }) => to !== 'end' && !ids.includes(to))
  if (doubles.length + lost.length > 0) {
    // Ways between steps that cannot be told apart say nothing more.
    return [
      ...doubles.map((double) => duplicate(double)),
      ...lost.map(({ from, to }) => unknownName(at(from), 'step', to)),
    ]
  }
  const found = reachable(steps)
  return [
    ...ids
      .filter((id) => !found.has(id))
      .map((id) => ({
        code: 'unreachable_step',
        path: at(id),
        message: `No way leads to ${id}; lead one there, or remove it.`,
      })),
    ...endlessSteps(steps).map((id) => ({
      code: 'endless_loop',
      path: at(id),
      message: `${id} leads back to itself without a wait; put one in between.`,
    })),
  ]
}

function duplicate({ id, path }: { id: string; path: string }): Problem {
  const reason = id === 'end' ? 'end is where journeys end' : `a step called ${id} exists already`
  return { code: 'duplicate_step', path, message: `Name the step otherwise: ${reason}.` }
}
