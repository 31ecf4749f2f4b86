import { type Step, targetsOf } from './steps.ts'

/** One arrow of a journey. */
export interface Arrow {
  from: string
  to: string
  /** Why this way: empty for the ordinary next step. */
  label: string
}

/** Every arrow between the steps of a journey, in the order of the steps. */
export function arrowsOf(steps: readonly Step[]): Arrow[] {
  return steps.flatMap((step, index) =>
    targetsOf(step, steps[index + 1]?.id ?? 'end').map((target) => ({ from: step.id, ...target }))
  )
}

/** Ids of steps that can be reached from the first. */
export function reachable(steps: readonly Step[]): Set<string> {
  const arrows = Map.groupBy(arrowsOf(steps), ({ from }) => from)
  const found = new Set<string>()
  const open = steps.slice(0, 1).map(({ id }) => id)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(arrows.get(id) ?? []).map(({ to }) => to))
  }
  return found
}

/** Steps that lead back to themselves without a wait in between: a run would never leave them. */
export function endlessSteps(steps: readonly Step[]): string[] {
  const waits = new Set(steps.flatMap((step) => (takesTime(step) ? step.id : [])))
  const arrows = Map.groupBy(
    arrowsOf(steps).filter(({ from, to }) => !waits.has(from) && !waits.has(to)),
    ({ from }) => from
  )
  const leadsBack = (start: string): boolean => {
    const seen = new Set<string>()
    const open = (arrows.get(start) ?? []).map(({ to }) => to)
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === start) return true
      if (seen.has(id)) continue
      seen.add(id)
      open.push(...(arrows.get(id) ?? []).map(({ to }) => to))
    }
    return false
  }
  return steps.map(({ id }) => id).filter(leadsBack)
}

/** Whether the step surely takes time. A date in the past takes none. */
function takesTime(step: Step): boolean {
  return step.do === 'wait' || step.do === 'hold' || step.do === 'waitUntil'
}
