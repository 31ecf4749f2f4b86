import type { Json } from '../event/json.ts'

/**
 * Copies a trait's state as far as a store changes it in place: objects and lists, but not what lists
 * hold, which is replaced and never changed.
 */
export function copyState(state: Json): Json {
  if (typeof state !== 'object' || state === null) return state
  if (Array.isArray(state)) return state.slice()
  const copy: { [key: string]: Json } = {}
  for (const [key, part] of Object.entries(state)) copy[key] = copyState(part)
  return copy
}
