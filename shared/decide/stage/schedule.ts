import { parseInstant } from '../../condition/instant.ts'
import type { Action } from '../action.ts'
import type { Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'

/** First and last instant of an action's schedule, ms since the epoch; `from` included, `until` not. */
export function scheduleOf(action: Action): { from: number; until: number } {
  const { from, until } = action.schedule ?? {}
  return {
    from: (from === undefined ? undefined : parseInstant(from)) ?? -Infinity,
    until: (until === undefined ? undefined : parseInstant(until)) ?? Infinity,
  }
}

/** Refuses an action before its schedule begins and from its end on. */
export function scheduleStage(action: Action): Stage | undefined {
  const { from, until } = scheduleOf(action)
  if (from === -Infinity && until === Infinity) return undefined
  const early = refusal('not_scheduled', 'before')
  const late = refusal('not_scheduled', 'after')
  return ({ now }) => {
    if (now < from) return early
    return now >= until ? late : undefined
  }
}
