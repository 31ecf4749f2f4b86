import { isBlockedId } from './blocked-id.ts'
import type { Json, JsonObject } from './json.ts'
import { limits } from './limits.ts'
import { isSafeKey } from './safe-key.ts'

/** Where an event may name its person. */
export interface NamedIds {
  userId?: string | undefined
  anonymousId?: string | undefined
  context?: JsonObject | undefined
}

/** External ids of an event by kind, without those that name nobody. */
export function externalIds({ userId, anonymousId, context }: NamedIds): Record<string, string> {
  const ids: Record<string, string> = {}
  const others = context?.externalIds
  if (Array.isArray(others)) {
    for (const other of others.slice(0, limits.event.idKinds)) addOther(ids, other)
  }
  add(ids, 'user_id', userId)
  add(ids, 'anonymous_id', anonymousId)
  return ids
}

/** Segment's `context.externalIds`: `{ id, type, collection, encoding }`. */
function addOther(ids: Record<string, string>, other: Json): void {
  if (typeof other !== 'object' || other === null || Array.isArray(other)) return
  const { type, id } = other
  if (typeof type !== 'string' || !/^[a-zA-Z][\w.-]{0,63}$/.test(type) || !isSafeKey(type)) return
  add(ids, type, typeof id === 'number' ? String(id) : id)
}

function add(ids: Record<string, string>, kind: string, id: Json | undefined): void {
  if (typeof id !== 'string' || id.length > limits.event.id || isBlockedId(id)) return
  if (isSafeKey(id)) ids[kind] = id.toWellFormed()
}
