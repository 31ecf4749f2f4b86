import type { Action } from '../action.ts'
import type { Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'

const off = refusal('off')

const isOff: Stage = () => off

/** Refuses an action that its owner has switched off. */
export function enabledStage(action: Action): Stage | undefined {
  return action.enabled === false ? isOff : undefined
}
