import { valueAt } from '../condition/value-at.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { own } from '../event/safe-key.ts'
import type { ItemState, Profile } from './profile.ts'
import { compareTexts } from './sorted.ts'

/** Lists of items that facts speak of. */
export type ItemList = 'cart' | 'viewed' | 'bought'

/** An item with the time it came into its list. */
type Listed = [id: string, item: ItemState, at: number]

/** Items of a list, newest first: ids, how many, the newest one, their categories, their worth. */
export function listFacts(profile: Profile, list: ItemList): JsonObject {
  const timeOf = list === 'cart' ? inCartSince(profile) : ({ [list]: at }: ItemState) => at
  const listed = Object.entries(profile.items)
    .map(([id, item]): Listed => [id, item, timeOf(item) ?? -1])
    .filter(([, , at]) => at >= 0)
    .sort((a, b) => b[2] - a[2] || compareTexts(a[0], b[0]))
  const [newest] = listed
  const categories = listed.map(([, { properties }]) => properties.category)
  return {
    items: listed.map(([id]) => id),
    count: listed.length,
    categories: [...new Set(categories)].filter((category) => typeof category === 'string'),
    value: listed.reduce((sum, [, { properties }]) => sum + worth(properties), 0),
    latest: newest === undefined ? null : { ...newest[1].properties, id: newest[0], at: newest[2] },
  }
}

/** `items.<id>.…`: an item's times and properties. An id may itself contain dots. */
export function itemFact({ items }: Profile, keys: readonly string[]): Json | undefined {
  for (let end = keys.length; end > 0; end--) {
    const item = own(items, keys.slice(0, end).join('.'))
    if (item === undefined) continue
    const { properties, ...times } = item
    return valueAt({ ...properties, ...times, properties }, keys.slice(end))
  }
  return undefined
}

/** In the cart: added after it was last taken out or bought, and after the last order of anything. */
function inCartSince({ events }: Profile): (item: ItemState) => number | undefined {
  const lastOrder = own(events, 'Order Completed')?.last ?? -1
  return ({ added = -1, removed = -1, bought = -1 }) =>
    added > Math.max(removed, bought, lastOrder) ? added : undefined
}

function worth({ price, quantity }: JsonObject): number {
  const each = typeof price === 'number' ? price : 0
  return each * (typeof quantity === 'number' ? quantity : 1)
}
