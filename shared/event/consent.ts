import type { Json, JsonObject } from './json.ts'
import { limits } from './limits.ts'
import { isSafeKey } from './safe-key.ts'

/**
 * Answers to purposes in a sender's context, or undefined when it says nothing. Segment's
 * `consent.categoryPreferences` (an empty one means: no to everything) and RudderStack's
 * `consentManagement` lists.
 */
export function consentOf(context: JsonObject | undefined): Record<string, boolean> | undefined {
  const preferences = objectAt(objectAt(context, 'consent'), 'categoryPreferences')
  if (preferences !== undefined) return answers(Object.entries(preferences))
  const lists = objectAt(context, 'consentManagement')
  if (lists === undefined) return undefined
  const listed = (key: string, answer: boolean): [string, Json][] => {
    const ids = lists[key]
    const texts = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
    return texts.map((id) => [id, answer])
  }
  return answers([...listed('allowedConsentIds', true), ...listed('deniedConsentIds', false)])
}

function answers(entries: [string, Json][]): Record<string, boolean> {
  const known = entries.filter(
    ([purpose, answer]) => typeof answer === 'boolean' && purpose.length <= 64 && isSafeKey(purpose)
  )
  return Object.fromEntries(known.slice(0, limits.event.purposes)) as Record<string, boolean>
}

function objectAt(from: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = from !== undefined && Object.hasOwn(from, key) ? from[key] : undefined
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}
