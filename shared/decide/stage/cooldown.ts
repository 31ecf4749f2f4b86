import type { Action } from '../action.ts'
import { defaultCooldown } from '../attention.ts'
import type { PreparedCap, Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'
import { windowMs } from './cap.ts'

/** A pause after an outcome. */
interface Pause {
  outcome: PreparedCap['outcome']
  lasts: number
  label: string
}

/** Pauses of an action: its own, or the default ones of its intent. */
export function pausesOf(action: Action): Pause[] {
  const pauses: NonNullable<Action['cooldown']> =
    action.cooldown ?? defaultCooldown[action.intent ?? 'sell']
  return outcomes.flatMap((outcome) => {
    const window = pauses[outcome]
    if (window === undefined) return []
    return { outcome, lasts: windowMs(window), label: `${outcome} ${window}` }
  })
}

const outcomes = ['dismissed', 'converted', 'clicked', 'viewed', 'rendered'] as const

/** Refuses an action while it pauses after an outcome: dismissed for a month, done for good. */
export function cooldownStage(id: string, action: Action): Stage | undefined {
  const pauses = pausesOf(action)
  if (pauses.length === 0) return undefined
  return ({ budget, now }) => {
    for (const { outcome, lasts, label } of pauses) {
      const last = budget.last(id, outcome)
      if (last > 0 && now - last <= lasts) return refusal('cooling_down', label)
    }
    return undefined
  }
}
