import type { Event } from '../event/event.ts'
import type { JsonObject } from '../event/json.ts'
import { itemFacts } from './facts.ts'
import type { Item } from './item.ts'

/** What about an item is worth telling those who watch it. */
export const changeEvents = {
  restocked: 'Product Back In Stock',
  cheaper: 'Product Price Dropped',
} as const

/** What about an item is worth telling those who watch it. */
export type Change = keyof typeof changeEvents

/** What has happened to an item between two feeds. */
export function changesOf(before: Item | undefined, after: Item): Change[] {
  if (before === undefined) return []
  const isRestocked = before.available === false && after.available === true
  // Another currency is another price, not a lower one.
  const isComparable = before.currency === after.currency && after.available !== false
  const [was, is] = [before.price, after.price]
  const isCheaper = isComparable && was !== undefined && is !== undefined && is < was
  return [
    ...(isRestocked ? (['restocked'] as const) : []),
    ...(isCheaper ? (['cheaper'] as const) : []),
  ]
}

/** The event that a watcher of the item gets. The same change is the same event, however often it is sent. */
export function changeEvent({ change, item, previous, at, n }: ChangeOf, now: number): Event {
  const { id, margin: _, more: __, ...told } = item
  const wasPrice = previous.price
  const properties: JsonObject = {
    ...itemFacts({ ...told, id }),
    product_id: id,
    ...(change === 'cheaper' && wasPrice !== undefined && { previous_price: wasPrice }),
  }
  delete properties.id
  return {
    ...{ id: `catalogue-${n}-${change}`, type: 'track', name: changeEvents[change] },
    ...{ at: Math.min(at, now), properties, traits: {}, ids: {}, origin: 'server' },
  }
}

/** A change with its place in the order of changes. */
export interface ChangeOf {
  change: Change
  item: Item
  /** What of it was before. */
  previous: Pick<Item, 'price'>
  at: number
  n: number
}
