import type { Action } from '../action.ts'
import type { Refuse, Stage } from '../prepare/prepared.ts'

/** Refuses an action that its owner has switched off. */
export function enabledStage(action: Action, refuse: Refuse): Stage | undefined {
  if (action.enabled !== false) return undefined
  const off = refuse('off')
  return () => off
}
