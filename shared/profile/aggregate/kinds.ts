import { durationMs } from '../../condition/duration.ts'
import type { Json } from '../../event/json.ts'
import { limits } from '../../event/limits.ts'
import { canonicalName } from '../../event/names.ts'
import { dayMs } from '../../event/time.ts'
import type { TraitDeclaration } from '../trait.ts'
import type { Kind } from './aggregate.ts'
import { average } from './average.ts'
import { count } from './count.ts'
import { createDistinct } from './distinct.ts'
import { first, last } from './end.ts'
import { maximum, minimum } from './extreme.ts'
import { createFavourite } from './favourite.ts'
import { hours, weekdays } from './habit.ts'
import { recency } from './recency.ts'
import { createRfm, usualSteps } from './rfm.ts'
import { createScore } from './score.ts'
import { streak } from './streak.ts'
import { sum } from './sum.ts'
import { createTrend } from './trend.ts'

/** Half-life of a favourite that names none. */
export const usualHalfLifeMs = 30 * dayMs

/** Window of a trend that names none. */
export const usualTrendMs = 7 * dayMs

type Create = (trait: TraitDeclaration, isTimed: boolean) => Kind<Json>

/** Every kind of computed trait: a new one is an entry here and a file beside this one. */
const kinds: Record<TraitDeclaration['compute'], Create> = {
  count: () => asJson(count),
  sum: () => asJson(sum),
  average: () => asJson(average),
  minimum: () => asJson(minimum),
  maximum: () => asJson(maximum),
  first: () => asJson(first),
  last: () => asJson(last),
  distinct: (_, isTimed) =>
    asJson(createDistinct(isTimed ? limits.aggregate.slotDistinct : limits.aggregate.distinct)),
  favourite: ({ halfLife, atLeast = 0 }) =>
    asJson(createFavourite(durationMs(halfLife ?? '') ?? usualHalfLifeMs, atLeast)),
  recency: () => asJson(recency),
  streak: () => asJson(streak),
  trend: ({ window }) => asJson(createTrend(durationMs(window ?? '') ?? usualTrendMs)),
  hours: () => asJson(hours),
  weekdays: () => asJson(weekdays),
  score: ({ weights = {}, halfLife }) =>
    asJson(createScore(canonicalWeights(weights), durationMs(halfLife ?? ''))),
  rfm: ({ steps }) =>
    asJson(
      createRfm({
        recency:
          steps?.recency?.map((window) => durationMs(window) ?? Infinity) ?? usualSteps.recency,
        frequency: steps?.frequency ?? usualSteps.frequency,
        monetary: steps?.monetary ?? usualSteps.monetary,
      })
    ),
}

/** The kind that a declaration asks for. */
export function createKind(trait: TraitDeclaration, isTimed: boolean): Kind<Json> {
  return kinds[trait.compute](trait, isTimed)
}

/** States travel as JSON: what is in one is the affair of its kind alone. */
function asJson<A>(kind: Kind<A>): Kind<Json> {
  return kind as unknown as Kind<Json>
}

function canonicalWeights(weights: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(weights).map(([k, weight]) => [canonicalName(k), weight])
  )
}
