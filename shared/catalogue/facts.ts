import type { JsonObject } from '../event/json.ts'
import type { Item } from './item.ts'

/** An item as conditions and content see it: the owner's own fields beside those we know. */
export function itemFacts({ more, ...item }: Item): JsonObject {
  return { ...more, ...item }
}
