import { mergeJourneys } from '../../shared/journey/merge.ts'
import type { JourneyPlan } from '../../shared/journey/plan.ts'
import { emptyJourneyState } from '../../shared/journey/run.ts'
import type { Travelling } from './travel.ts'

/** Journeys of two profiles that are one person from now on: looked at at once. */
export function joinJourneys(
  a: Travelling | undefined,
  b: Travelling | undefined,
  { plan, now }: { plan: JourneyPlan; now: number }
): Travelling | undefined {
  if (a === undefined && b === undefined) return undefined
  const [one, other] = [a, b].map((journeys) => journeys?.state ?? emptyJourneyState())
  if (one === undefined || other === undefined) return a
  return { state: mergeJourneys(one, other, plan), next: now }
}
